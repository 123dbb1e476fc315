import type { TextRange } from '../core/textRange';
import * as l10n from '@vscode/l10n';
import type { RecurrentConfig } from '../core/config/recurrentConfig';
import type { Matrix } from '../core/linalg/matrix';
import type { Detection, DetectionProblem, MatrixCandidate, TensorList, WrittenMatrix } from './candidate';
import { IgnoredLines } from './ignore';
import type { Block } from './nested';
import type { DetectOptions } from './options';
import type { Tree } from './python/syntax';
import type { TrainingFix } from './python/training/trainingFix';
import { describe, describeTooLarge, type Flaw } from './problem';
import { meansLength, namesSteps, readSteps, type StatedLength } from './steps';
import { TensorFindings, tensorOf } from './tensors';

/** More matrices than this in one document are of no use to anyone and cost memory. */
const maxMatrices = 1000;
const maxProblems = 1000;
const maxNameLength = 120;
const maxLengths = 200;

/** Where and how something was found. */
export interface Place {
  /** Worked out only for what is offered. */
  readonly name: () => string;
  /** The whole expression; the block's own range where there is no call around it. */
  readonly range: TextRange;
  /** Where the statement or key begins, for a `gradient-lens-ignore` beside it. */
  readonly from?: number;
  /** An explicit array call is told what is wrong with it, a bare list is not. */
  readonly explicit: boolean;
  /** What is written out, where the block offered is a multiple or the transpose of it. */
  readonly written?: WrittenMatrix | undefined;
}

/** Collects what the reader of a language comes across. */
export class Findings {
  private readonly matrices: MatrixCandidate[] = [];
  private readonly problems: DetectionProblem[] = [];
  private readonly parts = new TensorFindings();
  private readonly configs: RecurrentConfig[] = [];
  private readonly memoryKeys: Detection['memoryKeys'][number][] = [];
  private readonly ignored: IgnoredLines;
  private readonly stated: StatedLength[] = [];
  private readonly inherited: StatedLength[] = [];
  private training: readonly TrainingFix[] = [];
  private tree: Tree | undefined;
  private generated = 0;
  private full = false;
  private position = 0;

  constructor(
    readonly text: string,
    readonly options: DetectOptions,
  ) {
    this.ignored = new IgnoredLines(text);
  }

  /** Whether there is anything that a sequence length matters to. */
  get holdsMatrices(): boolean {
    return this.matrices.length > 0;
  }

  /** A good moment to cancel, having read up to `position`. */
  tick(position = this.position): void {
    this.position = position;
    this.options.progress?.(position / Math.max(1, this.text.length));
  }

  /** Offers what a nested list turned out to be. Says whether it was of any interest. */
  offer(block: Block | null, place: Place): boolean {
    if (!block) return false;
    if (block.rank === 3) return this.offerSlices(block, place) || this.noteSlices(block, place);
    if (block.rank === 2 && this.offerMatrix(block, place)) return true;
    if (!this.isIgnored(place)) this.parts.note(block, () => shorten(place.name()), place.range);
    return false;
  }

  /** Adds a matrix. */
  add(matrix: Matrix, place: Place, written?: WrittenMatrix): void {
    const { start, end } = place.range;
    // Asked first: a name costs a look around, and a hostile text holds hundreds of thousands of matrices.
    if (this.full || this.isIgnored(place)) return;
    if (this.matrices.length < maxMatrices) {
      const candidate = { name: shorten(place.name()), range: { start, end }, matrix };
      this.matrices.push(written ? { ...candidate, written } : candidate);
    } else {
      this.full = true;
      const limit = maxMatrices.toLocaleString('en-US');
      const message = l10n.t(
        'The document holds more than {0} matrices; those from here on are not judged, so split the document.',
        limit,
      );
      this.problems.push({ kind: 'too-large', name: shorten(place.name()), range: { start, end }, message });
    }
  }

  /** Adds the reason why a matrix is not offered. */
  reject(flaw: Flaw, place: Place, message = describe(flaw, this.text)): void {
    if (this.problems.length >= maxProblems || this.isIgnored(place)) return;
    const { kind, start, end } = flaw;
    this.problems.push({ kind, name: shorten(place.name()), range: { start, end }, message });
  }

  /**
   * Whether a matrix that is not written out (`np.eye(n)`) may be made. Its size is bounded, and so is the
   * sum of them all: a few bytes of text ask for megabytes.
   */
  mayGenerate(rows: number, columns: number): boolean {
    const { maxEntries } = this.options;
    if (rows * columns > maxEntries || this.generated + rows * columns > 4 * maxEntries) return false;
    this.generated += rows * columns;
    return true;
  }

  /** Notes a key and its value, in case they name a sequence length, with the function or the object that it belongs to. */
  setting(
    key: string,
    start: number,
    end: number,
    where: Partial<Pick<StatedLength, 'scope' | 'path'>> = {},
  ): void {
    if (!namesSteps(key) || this.stated.length >= maxLengths) return;
    const value = readSteps(this.text.slice(start, end));
    const { scope = null, path = [] } = where;
    const meant = value === undefined ? null : meansLength(key, this.text, { scope, path });
    if (value === undefined || !meant) return;
    this.stated.push({ value, range: { start, end }, ...meant, scope, path });
  }

  /** Takes the sequence lengths that hold for the whole of an earlier cell; what this text names goes before them. */
  inherit(earlier: Findings): void {
    for (const { scope, ...length } of earlier.stated) {
      if (scope === null) this.inherited.push({ ...length, scope, range: { start: 0, end: 0 } });
    }
  }

  /** Notes a list of tensors that may be a layer's weights. */
  noteList(list: TensorList): void {
    this.parts.noteList(list);
  }

  /** Takes what can be done for a training script; an ignored loop is no concern. */
  train(fixes: readonly TrainingFix[]): void {
    this.training = fixes.map((fix) => {
      const { start, end } = fix.range;
      return this.ignored.any && this.ignored.covers(start, end) ? { ...fix, concern: null } : fix;
    });
  }

  /** Keeps the syntax tree for those who read on. */
  keep(tree: Tree): void {
    this.tree = tree;
  }

  /** Adds what a config says, unless a comment at its beginning leaves it out. */
  addConfigs(configs: readonly RecurrentConfig[]): void {
    this.configs.push(...configs.filter(({ anchor }) => !this.isIgnored({ range: anchor })));
  }

  /** Adds keys that say how far back a model remembers. */
  addMemoryKeys(keys: Detection['memoryKeys']): void {
    this.memoryKeys.push(...keys.filter(({ range }) => !this.isIgnored({ range })));
  }

  /** Adds a problem in words of its own. */
  object(problem: DetectionProblem): void {
    if (this.problems.length < maxProblems && !this.isIgnored(problem)) this.problems.push(problem);
  }

  /** Everything found, in the order of the text. */
  detection(): Detection {
    const byPlace = (a: { range: TextRange }, b: { range: TextRange }) => a.range.start - b.range.start;
    // The nearest cell above goes before those further up.
    const lengths = [...this.stated.sort(byPlace), ...this.inherited];
    return {
      matrices: this.matrices.sort(byPlace),
      tensors: this.parts.tensors.sort(byPlace),
      lists: this.parts.lists.sort(byPlace),
      problems: this.problems.sort(byPlace),
      lengths,
      training: this.training,
      configs: this.configs,
      memoryKeys: this.memoryKeys,
      ...(this.tree ? { tree: this.tree } : {}),
    };
  }

  private offerMatrix(block: Block, place: Place): boolean {
    const { rows, columns, values, flaw } = block;
    const { maxEntries } = this.options;
    if (flaw) {
      // That NaN stands in a matrix is worth saying of any list that is otherwise one.
      if (!place.explicit && (flaw.kind !== 'non-finite' || rows < 2 || columns < 2)) return false;
      this.reject(flaw, place);
    } else if (!place.explicit && (rows < 2 || columns < 2)) return false;
    else if (rows * columns > maxEntries) {
      const message = describeTooLarge(rows, columns, maxEntries);
      this.reject({ kind: 'too-large', ...place.range }, place, message);
    } else this.add({ rows, columns, data: values }, place, place.written ?? writtenIn(block));
    return true;
  }

  /** A list of matrices is offered matrix by matrix, if all are square and alike: rings of points are not. */
  private offerSlices({ slices, flaw }: Block, place: Place): boolean {
    const n = slices[0]?.rows ?? 0;
    const alike = slices.every(
      (slice) => slice.rows === n && slice.columns === n && (!slice.flaw || slice.flaw.kind === 'non-finite'),
    );
    if (flaw || n < 2 || !alike) return false;
    slices.forEach((slice, index) => {
      const { start, end } = slice;
      this.offerMatrix(slice, {
        ...place,
        name: () => `${place.name()}[${index}]`,
        range: { start, end },
      });
    });
    return true;
  }

  /** A list of tensors of different ranks, as Keras gives a layer's weights; it is looked at no further. */
  private noteSlices(block: Block, place: Place): false {
    const mixed = block.slices.some(({ rank }) => rank === 1) && block.slices.some(({ rank }) => rank === 2);
    if ((mixed || isGru(block.slices)) && !this.isIgnored(place)) {
      const { start, end } = place.range;
      const elements = block.slices.map((slice) =>
        slice.flaw ? null : { range: { start: slice.start, end: slice.end }, ...tensorOf(slice) },
      );
      this.noteList({ name: shorten(place.name()), range: { start, end }, elements });
    }
    return false;
  }

  private isIgnored(place: Pick<Place, 'range' | 'from'>): boolean {
    const { range } = place;
    return (
      this.ignored.any && this.ignored.covers(Math.min(place.from ?? range.start, range.start), range.end)
    );
  }
}

/** Kernel, recurrent kernel and both biases of a GRU of Keras, which are a matrix of two rows. */
function isGru(slices: readonly Block[]): boolean {
  const [kernel, recurrent, biases, more] = slices;
  return (
    biases?.rank === 2 &&
    more === undefined &&
    biases.rows === 2 &&
    [kernel, recurrent].every((slice) => slice?.rank === 2 && slice.columns === biases.columns) &&
    3 * recurrent!.rows === biases.columns
  );
}

/** What an edit needs to know of a list that is written out; nothing unless places were asked for. */
export function writtenIn({ rank, rows, columns, values, places, flaw }: Block): WrittenMatrix | undefined {
  return rank === 2 && places && !flaw ? { matrix: { rows, columns, data: values }, places } : undefined;
}

/** One line, never empty; the end of a long name says more than its beginning. */
function shorten(name: string): string {
  const line = name
    .slice(-2 * maxNameLength)
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return 'matrix';
  return line.length <= maxNameLength ? line : `…${line.slice(1 - maxNameLength)}`;
}
