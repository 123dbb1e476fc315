import type { GradientLog } from './gradientLog';
import type { Series } from './series';

/** Records that a series keeps, and all series of a log together. */
const mostOfSeries = 2 ** 18;
const mostOfLog = 2 ** 21;
/** The last records are kept as they are: what a verdict says of a run's end rests on them. */
const lastKept = 2 ** 12;
/** Records of a block that are kept, the smallest and the largest among them. */
const keptOfBlock = 128;
/** Records of a block; its bits are taken from the end of a double. */
const mostOfBlock = 4096;

/** How many records a log may keep, and how many of them untouched at the end. */
export interface ThinningLimits {
  readonly ofSeries: number;
  readonly ofLog: number;
  readonly last: number;
}

const usual: ThinningLimits = { ofSeries: mostOfSeries, ofLog: mostOfLog, last: lastKept };

/**
 * Drops records of a log that holds more than it may, so that memory stays bounded: evenly over the run, in each block every
 * other one by size, the smallest and the largest always. So quantiles and extremes stay; series with the same steps keep
 * the same ones. Returns whether any was dropped.
 */
export function thin({ series }: GradientLog, limits = usual): boolean {
  const longest = series.reduce((most, { length }) => Math.max(most, length), 0);
  const kept = series.reduce((sum, { length }) => sum + length, 0);
  const share = kept > limits.ofLog ? limits.ofLog / kept : 1;
  if (share === 1 && longest <= limits.ofSeries) return false;
  let dropped = false;
  for (const group of groupsOf(series)) {
    const { length } = group[0]!;
    const most = Math.max(Math.min(limits.ofSeries, share * length), 2 * limits.last);
    if (length <= most) continue;
    thinGroup(group, most, limits.last);
    dropped = true;
  }
  return dropped;
}

/** Series of the same steps, which must stay together for sums and comparisons. */
function groupsOf(series: readonly Series[]): Series[][] {
  const groups: Series[][] = [];
  const byEnds = new Map<string, Series[][]>();
  for (const one of series) {
    const { steps } = one;
    const ends = `${steps.length}/${steps[0]}/${steps.at(-1)}`;
    const alike = byEnds.get(ends) ?? [];
    byEnds.set(ends, alike);
    const own = alike.find(([first]) => isSame(first!.steps, steps));
    if (own) own.push(one);
    else {
      const group = [one];
      alike.push(group);
      groups.push(group);
    }
  }
  return groups;
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function thinGroup(group: readonly Series[], most: number, last: number): void {
  const [first] = group as [Series];
  // What came since the last time becomes as sparse as what was there; then all of it halves until it is enough.
  sparsen(group, first.thinned.stride, first.thinned.length, first.length - last);
  let { stride } = first.thinned;
  while (first.length > most / 2 + last) {
    sparsen(group, 2, 0, first.length - last);
    stride *= 2;
  }
  for (const series of group) series.thinned = { length: series.length - last, stride };
}

/** Keeps one of `stride` records in order of size, and both ends of each block. */
function sparsen(group: readonly Series[], stride: number, from: number, to: number): void {
  if (to <= from || stride === 1) return;
  const shown = shownOf(group);
  const keep = new Uint8Array(to - from);
  const size = Math.min(keptOfBlock * stride, mostOfBlock);
  for (let start = 0; start < keep.length; start += size) {
    const at = order(shown, from + start, from + Math.min(start + size, keep.length));
    // Another offset in each block, for the sum of them to be even.
    const offset = (Math.imul(start / size + 1, 0x9e3779b1) >>> 8) % stride;
    // An end stands for those beside it too.
    for (let rank = offset; rank < at.length; rank += stride)
      if (rank >= stride && rank < at.length - stride) keep[start + at[rank]!] = 1;
    keep[start + at[0]!] = 1;
    keep[start + at.at(-1)!] = 1;
  }
  for (const series of group) series.keepOnly(keep, from);
}

const room = new Float64Array(mostOfBlock);

/** What says how large a record is: the norm of all gradients, or those of the parts. */
function shownOf(group: readonly Series[]): readonly Series[] {
  const total = group.find(({ kind }) => kind === 'total');
  if (total) return [total];
  const parts = group.filter(({ kind }) => kind === 'parameter' || kind === 'module');
  return parts.length > 0 ? parts : group.slice(0, 1);
}

/** The places of records, from 0, in order of size: each takes the place of its size's last bits, and those are sorted. */
function order(shown: readonly Series[], from: number, to: number): Uint16Array {
  const keys = room.subarray(0, to - from).fill(0);
  for (const { values } of shown) {
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      // Only the order counts.
      keys[i - from]! += !Number.isFinite(value) ? Infinity : shown.length > 1 ? value * value : value;
    }
  }
  const words = new Uint32Array(room.buffer);
  for (let i = 0; i < keys.length; i++) {
    keys[i] = Math.min(keys[i]!, Number.MAX_VALUE);
    words[2 * i] = (words[2 * i]! & -mostOfBlock) | i;
  }
  keys.sort();
  return Uint16Array.from(keys, (_, i) => words[2 * i]! & (mostOfBlock - 1));
}
