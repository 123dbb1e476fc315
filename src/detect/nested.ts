import type { TextRange } from '../core/textRange';
import type { Flaw } from './problem';

/** A list of numbers (rank 1), of such lists (2), or of matrices (3), as it stands in the text. */
export interface Block extends TextRange {
  readonly rank: 1 | 2 | 3;
  /** Rank 1 and 2; a vector is a single row. */
  readonly rows: number;
  readonly columns: number;
  /** The entries row by row; of use only where `flaw` is null. */
  readonly values: Float64Array;
  /** What is worst about it, or null. */
  readonly flaw: Flaw | null;
  /** The matrices of rank 3. */
  readonly slices: readonly Block[];
  /** Start and end of every entry, in the order of `values`; null unless they were asked for. */
  readonly places: Uint32Array | null;
}

/** A bracket that is still open. `child` is what it holds: entries (0), vectors (1), matrices (2). */
interface Frame {
  readonly start: number;
  readonly from: number;
  child: number;
  count: number;
  columns: number;
  flaw: Flaw | null;
  slices: Block[] | null;
}

/** Neither a vector, a matrix nor a stack of matrices: of no interest. */
const other = 9;
const nothing: readonly Block[] = [];

/**
 * Classifies a nested list while a reader walks through it. Every language's reader feeds it the same four
 * events, so that what counts as ragged, empty or elided is decided once. It keeps its own stack: depth is
 * bounded by memory, not by the call stack.
 */
export class NestedList {
  private readonly frames: Frame[] = [];
  private values: number[] = [];
  private places: number[] = [];

  /** @param keepPlaces whether blocks tell where each entry stands, as an edit needs to know */
  constructor(private readonly keepPlaces = false) {}

  /** How many brackets are open. */
  get depth(): number {
    return this.frames.length;
  }

  /** An opening bracket. */
  open(start: number): void {
    this.frames.push({
      start,
      from: this.values.length,
      child: -1,
      count: 0,
      columns: -1,
      flaw: null,
      slices: null,
    });
  }

  /** An entry that is a number, finite or not. */
  number(value: number, start: number, end: number): void {
    const frame = this.entry(start, end);
    if (!frame) return;
    if (!Number.isFinite(value)) {
      frame.flaw = worse(frame.flaw, { kind: 'non-finite', start, end, column: frame.count - 1 });
    }
    this.values.push(value);
    if (this.keepPlaces) this.places.push(start, end);
  }

  /** Any other entry. */
  other(kind: 'not-numeric' | 'syntax' | 'elided', start: number, end: number): void {
    // Rows and entries are elided alike, so an ellipsis does not say what the list holds.
    const frame = kind === 'elided' ? this.frames.at(-1) : this.entry(start, end);
    if (frame) frame.flaw = worse(frame.flaw, { kind, start, end, column: frame.count - 1 });
  }

  /** A closing bracket; the outermost one gives what the whole list is, or null if that is of no interest. */
  close(end: number): Block | null {
    const frame = this.frames.pop();
    if (!frame) return null;
    const parent = this.frames.at(-1);
    const block = frame.child <= 0 ? this.vector(frame, end, !parent) : this.nested(frame, end, parent);
    if (!parent) return block;
    if (frame.child === 1) this.addMatrix(parent, block);
    else if (frame.child > 1) parent.child = other;
    return null;
  }

  /** The text ended within the list: the matrices of it that were complete. */
  abandon(): Block | null {
    const bottom = this.frames[0];
    const last = bottom?.slices?.at(-1);
    return bottom?.child === 2 && last ? this.stack(bottom, last.end) : null;
  }

  private entry(start: number, end: number): Frame | undefined {
    const frame = this.frames.at(-1);
    if (!frame) return undefined;
    frame.count++;
    if (frame.child === -1) frame.child = 0;
    else if (frame.child === 1) {
      const lengths = [0, frame.columns] as const;
      frame.flaw = worse(frame.flaw, { kind: 'ragged', start, end, row: frame.count - 1, lengths });
    } else if (frame.child > 1) frame.child = other;
    return frame;
  }

  /** A closed vector: either the whole list, or a row of its parent, whose entries stay where they are. */
  private vector(frame: Frame, end: number, whole: boolean): Block | null {
    const { start, count } = frame;
    if (whole) {
      const flaw = count === 0 ? worse(frame.flaw, { kind: 'empty', start, end }) : frame.flaw;
      return { rank: 1, start, end, rows: 1, columns: count, ...this.take(frame), flaw, slices: nothing };
    }
    const parent = this.frames.at(-1)!;
    const row = parent.count++;
    if (parent.child === -1) {
      parent.child = 1;
      parent.columns = count;
    } else if (parent.child === 0) {
      parent.child = 1;
      parent.flaw = worse(parent.flaw, { kind: 'ragged', start, end, row, lengths: [count, 1] });
    } else if (parent.child === 2) {
      // Keras gives a layer's weights as matrices and vectors in one list.
      const flaw = count === 0 ? worse(frame.flaw, { kind: 'empty', start, end }) : frame.flaw;
      parent.slices?.push({
        rank: 1,
        start,
        end,
        rows: 1,
        columns: count,
        ...this.take(frame),
        flaw,
        slices: nothing,
      });
      return null;
    } else if (parent.child !== 1) parent.child = other;
    else if (count !== parent.columns) {
      parent.flaw = worse(parent.flaw, { kind: 'ragged', start, end, row, lengths: [count, parent.columns] });
    }
    if (frame.flaw) parent.flaw = worse(parent.flaw, { ...frame.flaw, row });
    return null;
  }

  /** A closed list of lists: a block where it is whole or a slice, else nothing. */
  private nested(frame: Frame, end: number, parent: Frame | undefined): Block | null {
    if (frame.child === 2) return parent ? this.drop(frame) : this.stack(frame, end);
    if (frame.child !== 1 || (parent && parent.child !== -1 && parent.child !== 2)) return this.drop(frame);
    const { start, count: rows, columns } = frame;
    const flaw = columns === 0 ? worse(frame.flaw, { kind: 'empty', start, end }) : frame.flaw;
    return { rank: 2, start, end, rows, columns, ...this.take(frame), flaw, slices: nothing };
  }

  private stack(frame: Frame, end: number): Block {
    const { start, flaw, slices } = frame;
    const taken = this.take(frame);
    return { rank: 3, start, end, rows: 0, columns: 0, ...taken, flaw, slices: slices ?? nothing };
  }

  private addMatrix(parent: Frame, block: Block | null): void {
    parent.count++;
    if (!block || (parent.child !== -1 && parent.child !== 2)) {
      parent.child = other;
      parent.slices = null;
      return;
    }
    parent.child = 2;
    (parent.slices ??= []).push(block);
  }

  private drop(frame: Frame): null {
    this.values.length = frame.from;
    if (this.keepPlaces) this.places.length = 2 * frame.from;
    return null;
  }

  private take({ from }: Frame): Pick<Block, 'values' | 'places'> {
    const places = this.keepPlaces ? Uint32Array.from(this.places.splice(2 * from)) : null;
    if (from === 0) {
      const values = Float64Array.from(this.values);
      this.values = [];
      return { values, places };
    }
    return { values: Float64Array.from(this.values.splice(from)), places };
  }
}

/** An elided matrix is called that whatever else it is; non-finite only where nothing else is wrong. */
function worse(current: Flaw | null, next: Flaw): Flaw {
  if (!current) return next;
  return severity(next) > severity(current) ? next : current;
}

function severity({ kind }: Flaw): number {
  return kind === 'elided' ? 2 : kind === 'non-finite' ? 0 : 1;
}
