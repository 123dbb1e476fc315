import * as l10n from '@vscode/l10n';
import type { GradientLog } from '../../core/monitor/gradientLog';
import type { Series } from '../../core/monitor/series';
import { loggedNumber } from './number';
import { seriesKey, type SeriesKey } from './seriesKey';

/** One record of a log: keys as written, values as read. */
export type LogRecord = Iterable<readonly [key: string, value: unknown]>;

/** What the log calls its step, the best first. `iter`, `batch` and `it` begin anew with each epoch in some. */
const stepKeys = [
  'step',
  'global_step',
  '_step',
  'trainer/global_step',
  'num_updates',
  'update',
  'iteration',
];
const restartingKeys = ['iter', 'batch', 'it'];
const nameKeys = ['parameter', 'param', 'layer', 'name', 'tag'];
/** Nesting deeper than this is no map by parameter name. */
const maxDepth = 8;
/** A log of more different gradient series than this is something else. */
const maxSeries = 20_000;

/** Puts records into a log: finds the step, flattens nested maps, and sorts keys by what they stand for. */
export class RecordCollector {
  /** The series of each key; none for a key of kind `other`. */
  private readonly keys = new Map<string, Series | undefined>();
  private records = 0;
  private lastIteration = -Infinity;
  private passed = 0;
  private lastEpoch = -Infinity;
  private wholeEpochs = true;

  constructor(private readonly log: GradientLog) {}

  add(record: LogRecord): void {
    const flat = new Map<string, unknown>();
    for (const [key, value] of record) flatten(key, value, flat, 0);
    const step = this.stepOf(flat);
    this.records++;
    const name = nameOf(flat);
    for (const [key, raw] of flat) {
      const value = loggedNumber(raw);
      if (value === undefined || stepKeys.includes(key)) continue;
      this.seriesOf(key, name)?.push(step, value);
    }
  }

  private seriesOf(key: string, name: string | undefined): Series | undefined {
    const id = name === undefined ? key : `${key}/${name}`;
    if (this.keys.has(id)) return this.keys.get(id);
    if (this.keys.size >= maxSeries) {
      this.log.problem(l10n.t('Only the first {0} different keys are read.', maxSeries));
      return undefined;
    }
    const own = seriesKey(key);
    // One record a parameter: the name stands in a field of its own.
    const named: SeriesKey | null =
      own.kind === 'total' && name !== undefined ? { kind: 'parameter', parameter: name } : null;
    const { kind, parameter } = named ?? own;
    const series = kind === 'other' ? undefined : this.log.at(named ? id : key, kind, parameter);
    this.keys.set(id, series);
    return series;
  }

  private stepOf(flat: ReadonlyMap<string, unknown>): number {
    for (const key of stepKeys) {
      const step = loggedNumber(flat.get(key));
      if (step !== undefined && Number.isFinite(step)) return step;
    }
    for (const key of restartingKeys) {
      const iteration = loggedNumber(flat.get(key));
      if (iteration === undefined || !Number.isFinite(iteration)) continue;
      if (iteration < this.lastIteration) this.passed += this.lastIteration;
      this.lastIteration = iteration;
      return this.passed + iteration;
    }
    const epoch = loggedNumber(flat.get('epoch')) ?? NaN;
    // A fraction of an epoch is rounded, so that many records share one.
    this.wholeEpochs &&= Number.isInteger(epoch) && epoch > this.lastEpoch;
    this.lastEpoch = epoch;
    return this.wholeEpochs ? epoch : this.records;
  }
}

function nameOf(flat: ReadonlyMap<string, unknown>): string | undefined {
  for (const key of nameKeys) {
    const name = flat.get(key);
    if (typeof name === 'string' && loggedNumber(name) === undefined && name.length < 500) return name;
  }
  return undefined;
}

function flatten(key: string, value: unknown, into: Map<string, unknown>, depth: number): void {
  if (typeof value !== 'object' || value === null) {
    into.set(key, value);
  } else if (!Array.isArray(value) && depth < maxDepth) {
    for (const [inner, part] of Object.entries(value)) flatten(`${key}/${inner}`, part, into, depth + 1);
  }
}
