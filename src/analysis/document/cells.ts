import type { AnalysisOptions } from '../../core/analysis';
import { parseActivation } from '../../core/recurrence/activation';
import type { RecurrentCell } from '../../core/recurrence/layout/cell';
import { cellTensors } from '../../core/recurrence/layout/cellTensors';
import type { Tensors } from '../../core/recurrence/layout/cellWeights';
import { topLevel } from '../../core/recurrence/layout/moduleName';
import { tensorsIn } from '../../core/recurrence/layout/parts';
import { recognize } from '../../core/recurrence/layout/recognize';
import type { RoleDecision } from '../../core/role/decide';
import type { Evidence, FeedbackEvidence } from '../../core/role/evidence';
import { readName } from '../../core/role/names';
import type { VetoKind } from '../../core/role/veto';
import type { TextRange } from '../../core/textRange';
import { cellHints, type CellHints } from '../../detect/cellHints';
import type { DetectableLanguage, Detection, TensorList } from '../../detect/candidate';
import { lastName } from '../../detect/evidence/flow/calls';
import { mentionsRecurrence } from '../../detect/evidence/mentions';
import { horizonOf as statedHorizon } from '../../detect/horizon';
import { tensorGroups, type PlacedTensor, type TensorGroup } from './cellTensors';
import type { Weight } from './weights';

/** A cell whose tensors stand in a text. */
export interface FoundCell {
  readonly cell: RecurrentCell;
  readonly tensors: Tensors;
  /** Of the recurrent weights, the first where there is a matrix a gate. */
  readonly range: TextRange;
  readonly decision: RoleDecision;
  readonly options: AnalysisOptions;
  /** The matrices of the text that belong to it, by index: they have no verdict of their own. */
  readonly members: readonly number[];
}

/** More cells than this in one text are a list of models. */
const maxCells = 64;
const maxSiblings = 6;
/** A longer sequence that a text names is not walked step by step through a cell unasked. */
const maxWalkedSteps = 2000;

/** The cells that the tensors of a text make up, by the same layouts as those of a checkpoint. */
export function cellsOf(
  text: string,
  languageId: DetectableLanguage,
  detection: Detection,
  weights: readonly Weight[],
  options: AnalysisOptions,
): FoundCell[] {
  if (detection.matrices.length + detection.tensors.length + detection.lists.length === 0) return [];
  // Two dense layers in a list have the shapes of a recurrent one: the text has to speak of one.
  const lists = mentionsRecurrence(text) ? detection.lists : [];
  const used = weights.map(({ matrix }) => matrix);
  const groups = tensorGroups({ ...detection, lists }, used);
  let hints: CellHints | undefined;
  const cells: FoundCell[] = [];
  for (const group of groups) {
    const infos = [...group.values()].map(({ name, dtype, shape }) => ({ name, dtype, shape }));
    if (!infos.some(({ name }) => mayRecur(name))) continue;
    hints ??= cellHints(text, languageId, namesIn(groups));
    for (const cell of recognize(infos, hints).cell) {
      const [first] = tensorsIn(cell.recurrent).map((name) => group.get(name)!);
      const stated = walked(first ? statedHorizon(first, [], detection, options) : options, options);
      const found = judge(cell, group, weights, hints, stated);
      if (found && cells.length < maxCells) cells.push(found);
    }
  }
  return withoutRepeats(cells);
}

const mayRecur = (name: string): boolean => /hh|recurrent|h2h|rec|[wur]_?h|[wur]_?[ifocgzrn](?:$|_)|dense_h|kernel/i.test(name); // prettier-ignore

const maxNames = 12;
const namesIn = (groups: readonly TensorGroup[]): string[] =>
  [...new Set(groups.flatMap((group) => [...group.keys()]))].filter(mayRecur).slice(0, maxNames);

/** Layers given by a list are found by their variables' names as well, and by the list they have evidence. */
function withoutRepeats(cells: readonly FoundCell[]): FoundCell[] {
  const taken = new Set<number>();
  return [...cells].reverse().filter(({ range }) => !taken.has(range.start) && !!taken.add(range.start)).reverse(); // prettier-ignore
}

/** Against these no name of a framework helps. */
const hard: readonly VetoKind[] = ['expectation', 'changed', 'other-family'];
/** These say of a matrix what is natural for a part of a cell. */
const natural: readonly VetoKind[] = ['gate', 'not-square', 'one-by-one', 'mixed', 'feedforward-use'];

function judge(
  read: RecurrentCell,
  group: TensorGroup,
  weights: readonly Weight[],
  hints: CellHints,
  options: AnalysisOptions,
): FoundCell | undefined {
  const names = cellTensors(read);
  const recurrent = tensorsIn(read.recurrent).map((name) => group.get(name)!);
  const own = recurrent.flatMap(({ matrix }) => (matrix === null ? [] : [weights[matrix]!]));
  const vetoes = own.flatMap(({ decision }) => decision.vetoes.map(({ kind }) => kind));
  const isCustom = read.framework === 'custom';
  if (vetoes.some((kind) => (isCustom ? !natural.includes(kind) : hard.includes(kind)))) return undefined;
  const feedback = own
    .flatMap(({ decision }) => decision.evidence)
    .find((item): item is FeedbackEvidence => item.kind === 'feedback');
  // The matrix alone says more of a leaky or a linear step than a cell that has neither.
  if (isCustom && read.cell === 'rnn' && feedback && !isPlainStep(feedback)) return undefined;
  if (isGuess(read) && !isNamed(read, recurrent)) return undefined;
  const cell = named(withActivation(read, feedback, hints), recurrent[0]!);
  const others = names.filter((name) => !tensorsIn(read.recurrent).includes(name));
  const evidence = evidenceOf(recurrent[0]!, own, others);
  return {
    cell,
    tensors: new Map(names.map((name) => [name, group.get(name)!])),
    range: recurrent[0]!.range,
    decision: { role: 'recurrent', evidence, vetoes: [], judged: evidence.length > 0 },
    options: own[0] ? walked({ ...options, ...horizonOf(own[0]) }, options) : options,
    members: names.flatMap((name) => group.get(name)!.matrix ?? []),
  };
}

function isPlainStep({ leak, activation, form }: FeedbackEvidence): boolean {
  if (form === 'power') return false;
  return leak === undefined && parseActivation(lastName(activation ?? '')) !== undefined;
}

/** Only shapes told that it is a cell: in a text that needs a word beside. */
const isGuess = ({ alternatives }: RecurrentCell): boolean =>
  alternatives.some(({ doubt }) => doubt.kind === 'gate-order');

const isNamed = ({ input }: RecurrentCell, recurrent: readonly PlacedTensor[]): boolean =>
  input !== null && recurrent.every(({ name }) => /rnn|lstm|gru|recur|hh|w_?h$/i.test(name));

/** What the text says of the activation settles what the tensors leave open. */
function withActivation(
  cell: RecurrentCell,
  feedback: FeedbackEvidence | undefined,
  hints: CellHints,
): RecurrentCell {
  const activation =
    parseActivation(lastName(feedback?.activation ?? '')) ?? parseActivation(hints.activation ?? '');
  const isOpen = cell.alternatives.some(({ doubt }) => doubt.kind === 'activation');
  if (!activation || !isOpen) return cell;
  return {
    ...cell,
    activation,
    alternatives: cell.alternatives.filter(({ doubt }) => doubt.kind !== 'activation'),
  };
}

/** A cell at the top level, or written by hand, goes by its recurrent weights, another by its module without `self`. */
function named(cell: RecurrentCell, recurrent: PlacedTensor): RecurrentCell {
  // A list without a name of its own is called a matrix.
  if (recurrent.list?.name === 'matrix') return { ...cell, name: cell.cell };
  const name = cell.name.replace(/^self(?:\.|$)/, '');
  const isOwn = cell.framework === 'custom' && cell.recurrent.stacked !== undefined;
  if (name !== '' && name !== topLevel && !isOwn) return { ...cell, name };
  return { ...cell, name: cell.recurrent.stacked ? recurrent.name.replace(/^self\./, '') : cell.cell };
}

function evidenceOf(
  { name, list }: PlacedTensor,
  own: readonly Weight[],
  others: readonly string[],
): Evidence[] {
  const given = own.flatMap(({ decision }) => decision.evidence.filter(({ kind }) => kind !== 'siblings'));
  const first: Evidence[] = list ? [listEvidence(list)] : [];
  const reading = readName(name);
  if (!list && reading?.role === 'recurrent') {
    first.push({ kind: 'name', name, strength: reading.strength });
  }
  // One of a kind is enough: every gate has a name, and a list is a call that hands over as well.
  const told = new Map<string, Evidence>();
  for (const item of [...given, ...first]) if (!told.has(item.kind)) told.set(item.kind, item);
  const names = others.slice(0, maxSiblings).map((other) => other.slice(sharedPath(name, other)));
  return [...told.values(), ...(names.length > 0 ? [{ kind: 'siblings', names } as const] : [])];
}

const listEvidence = ({ callee, range }: TensorList): Evidence =>
  callee === undefined ? { kind: 'layout', layout: 'Keras' } : { kind: 'constructor', callee, range };

/** The length of the path that two names share. */
function sharedPath(name: string, other: string): number {
  let end = 0;
  for (let i = 0; i < other.length && name[i] === other[i]; i++) if (/[./]/.test(other[i]!)) end = i + 1;
  return end;
}

const horizonOf = ({
  options: { steps, stepsFrom },
}: Weight): Pick<AnalysisOptions, 'steps' | 'stepsFrom'> => ({
  steps,
  ...(stepsFrom ? { stepsFrom } : {}),
});

/** Options as the text states them, unless its sequence is longer than a cell is walked unasked. */
const walked = (stated: AnalysisOptions, otherwise: AnalysisOptions): AnalysisOptions =>
  stated.stepsFrom === 'file' && stated.steps > maxWalkedSteps ? otherwise : stated;
