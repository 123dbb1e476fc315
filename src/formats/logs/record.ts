import * as l10n from '@vscode/l10n';
import { isNorm, type GradientLog } from '../../core/monitor/gradientLog';
import type { Series } from '../../core/monitor/series';
import { histogramNormOf, isHistogram } from './histogramNorm';
import { LineLabels } from './lineLabels';
import { loggedNumber } from './number';
import { seriesKey, seriesOf, type SeriesKey } from './seriesKey';
import { RecordForm } from './recordForm';
import { namedStep, namingKeys, nestedStepsAmong, StepCounter } from './stepCounter';

/** One record of a log: keys as written, values as read. */
export type LogRecord = Iterable<readonly [key: string, value: unknown]>;

const nameKeys = ['parameter', 'param', 'layer', 'name', 'tag'];
/** One record a figure: its name under one key, its value under another. */
const figureNameKeys = ['metric', 'key', 'tag', 'name', 'variable', 'series', 'metric_name'];
const figureValueKeys = ['value', 'val', 'metric_value', 'Value'];
/** Nesting deeper than this is no map by parameter name. */
const maxDepth = 8;
/** A log of more different gradient series than this is something else. */
const maxSeries = 20_000;

/** Puts records into a log: finds the step, flattens nested maps, and sorts keys by what they stand for. */
export class RecordCollector {
  /** The series of each key; none for a key of kind `other`. */
  private readonly keys = new Map<string, Series | undefined>();
  private readonly counter: StepCounter;
  private rank: number | undefined;
  private readonly labels = new LineLabels();

  constructor(private readonly log: GradientLog) {
    this.counter = new StepCounter(log);
  }

  /** What the records have, by keys as written. */
  get names(): string[] {
    return [...this.keys.keys()];
  }

  /** `place` is what stood before the record and says where it belongs, by keys as in a record. */
  add(record: LogRecord, place: LogRecord = []): void {
    const flat = new Map<string, unknown>();
    for (const [key, value] of record) flatten(key, value, flat, 0);
    const named = namedStep(flat, new Map(place));
    if (this.isRepeated(flat, place, named.step ?? named.inherited)) return;
    const figure = figureOf(flat);
    if (figure) flat.set(...figure);
    const name = figure ? undefined : nameOf(flat);
    const found: [series: Series, value: number, text: string | undefined][] = [];
    let isGradient = false;
    for (const [key, raw] of flat) {
      if (raw === null || raw === undefined) continue;
      const series = this.seriesAt(key, name);
      if (!series) continue;
      const value = loggedNumber(raw);
      if (value === undefined) continue;
      isGradient ||= isNorm(series.kind);
      found.push([series, value, typeof raw === 'string' ? raw : undefined]);
    }
    const step = this.counter.stepOf(named, {
      isGradient,
      last: found.reduce((last, [series]) => Math.max(last, series.lastStep), -Infinity),
    });
    for (const [series, value, text] of found) series.push(step, value, text);
  }

  /** The form of records with these flat keys, each of which is there once; `null` for a value without a key. */
  formOf(keys: readonly (string | null)[]): RecordForm {
    const at = (key: string): number => keys.indexOf(key);
    const indices = (names: readonly string[]): number[] => names.map(at).filter((i) => i >= 0);
    const series = keys.flatMap((key, i) => {
      const one = key === null ? undefined : this.seriesAt(key, undefined);
      return one ? [[i, one] as const] : [];
    });
    const stepKeys = [...namingKeys, ...nestedStepsAmong(keys.filter((key) => key !== null))];
    const places = { steps: indices(stepKeys), epoch: at('epoch'), rank: at('rank'), series };
    return new RecordForm(
      keys.length,
      indices([...nameKeys, ...figureNameKeys]),
      places,
      this.counter,
      (rank) => {
        this.rank ??= rank;
        return rank !== this.rank;
      },
    );
  }

  /** Whether another rank's record of the same step was read: each step counts once. */
  private isRepeated(
    flat: ReadonlyMap<string, unknown>,
    place: LogRecord,
    step: number | undefined,
  ): boolean {
    let rank = loggedNumber(flat.get('rank'));
    let label: number | undefined;
    for (const [key, value] of place) {
      if (key === 'rank') rank ??= loggedNumber(value);
      else if (key === 'label') label = loggedNumber(value);
    }
    if (rank === undefined)
      return label !== undefined && step !== undefined && this.labels.isRepeated(label, step);
    this.rank ??= rank;
    return rank !== this.rank;
  }

  private seriesAt(key: string, name: string | undefined): Series | undefined {
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
    const series = seriesOf(this.log, named ? id : key, named ?? own);
    this.keys.set(id, series);
    return series;
  }
}

/** Whether records with these keys have one figure each, under its name. */
export const isListOfFigures = (keys: readonly string[]): boolean =>
  keys.some((key) => figureNameKeys.includes(key)) && keys.some((key) => figureValueKeys.includes(key));

/** What a record says of one figure: its name and value. */
function figureOf(flat: ReadonlyMap<string, unknown>): [name: string, value: unknown] | undefined {
  for (const valueKey of figureValueKeys) {
    const value = flat.get(valueKey);
    if (value === undefined) continue;
    for (const key of figureNameKeys) {
      const name = flat.get(key);
      if (typeof name === 'string' && seriesKey(name).kind !== 'other') return [name, value];
    }
  }
  return undefined;
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
  } else if (isHistogram(value)) {
    if (/grad/i.test(key)) into.set(key, histogramNormOf(value));
  } else if (!Array.isArray(value) && depth < maxDepth) {
    for (const [inner, part] of Object.entries(value)) flatten(`${key}/${inner}`, part, into, depth + 1);
  }
}
