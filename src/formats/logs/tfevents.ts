import * as l10n from '@vscode/l10n';
import { PbfReader } from 'pbf';
import type { GradientLog } from '../../core/monitor/gradientLog';
import type { Series } from '../../core/monitor/series';
import { viewOf } from './byteQueue';
import { maskedCrc32c } from './crc';
import { KnownTexts } from './knownTexts';
import { normOfBins } from './histogramNorm';
import { fileName, type LogFormat } from './logFormat';
import { ScalarEvent } from './scalarEvent';
import { seriesKey, seriesOf } from './seriesKey';
import { readTensor, type TensorValues } from './tensorProto';
import { TfRecords } from './tfRecords';

/** A scalar of a summary, or the norm of a histogram. */
interface Value {
  tag: string;
  scalar: number | undefined;
  /** √Σx² of the old histogram, which carries the sum of squares itself. */
  norm: number | undefined;
  tensor: TensorValues | undefined;
  plugin: string;
}

interface Event {
  step: number;
  values: Value[];
}

/** TensorBoard's `events.out.tfevents.*`: scalars in both encodings, and gradient histograms, whose norm they imply. */
export const tfevents: LogFormat = {
  name: 'TensorBoard',
  match: ({ bytes, path }) =>
    /tfevents/.test(fileName(path)) ||
    (bytes.length >= 12 && viewOf(bytes).getUint32(8, true) === maskedCrc32c(bytes.subarray(0, 8))),
  open: (log, path) => {
    const reader = new EventReader(log, fileName(path));
    return new TfRecords(
      fileName(path),
      (bytes, from, to, offset) => {
        reader.read(bytes, from, to, offset);
      },
      (sentence) => {
        log.problem(sentence);
      },
    );
  },
};

class EventReader {
  /** The plugin of a tag is told with its first value only. */
  private readonly plugins = new Map<string, string>();
  private readonly scalars = new Map<string, Series | undefined>();
  private readonly scalar = new ScalarEvent();
  private readonly tags = new KnownTexts();
  private readonly histograms = new Map<string, Series | undefined>();

  constructor(
    private readonly log: GradientLog,
    private readonly name: string,
  ) {}

  /** The event in the bytes from `from` to `to`, a record `offset` bytes behind the file's start. */
  read(bytes: Uint8Array, from: number, to: number, offset: number): void {
    if (this.readScalar(bytes, from, to)) return;
    const data = bytes.subarray(from, to);
    let event: Event;
    try {
      event = new PbfReader(data).readFields(eventField, { step: 0, values: [] });
    } catch {
      this.log.problem(
        l10n.t('{0}: the record at byte {1} is not a TensorBoard event and was skipped.', this.name, offset),
      );
      return;
    }
    for (const value of event.values) this.add(event.step, value);
  }

  /** Reads the event of one scalar, as nearly all are, without making anything of it; false for any other. */
  private readScalar(bytes: Uint8Array, from: number, to: number): boolean {
    const { scalar } = this;
    if (!scalar.read(bytes, from, to)) return false;
    const tag = this.tags.at(bytes, scalar.tagFrom, scalar.tagTo);
    // What a tag stands for is settled by its first event, which may tell its plugin.
    if (!tag || this.plugins.get(tag) === 'histograms') return false;
    const series = this.scalars.get(tag);
    if (series) {
      this.log.loggedSteps++;
      series.push(scalar.step, scalar.value);
    }
    return true;
  }

  private add(step: number, value: Value): void {
    if (value.plugin !== '') this.plugins.set(value.tag, value.plugin);
    const isHistogram = value.norm !== undefined || this.plugins.get(value.tag) === 'histograms';
    const figure = isHistogram ? (value.norm ?? histogramNorm(value.tensor)) : scalarOf(value);
    if (figure === undefined) return;
    const series = this.seriesOf(value.tag, isHistogram);
    if (!series) return;
    this.log.loggedSteps++;
    series.push(step, figure);
  }

  /** A tag comes with every step; what it stands for is settled once. */
  private seriesOf(tag: string, isHistogram: boolean): Series | undefined {
    const known = isHistogram ? this.histograms : this.scalars;
    if (!known.has(tag)) {
      const key = isHistogram ? histogramKey(tag) : seriesKey(tag);
      if (!isHistogram) this.tags.add(tag);
      known.set(tag, seriesOf(this.log, tag, key));
    }
    return known.get(tag);
  }
}

function scalarOf({ scalar, tensor }: Value): number | undefined {
  if (scalar !== undefined) return scalar;
  return tensor?.values.length === 1 && tensor.shape.every((size) => size === 1)
    ? tensor.values[0]
    : undefined;
}

/** A histogram of gradients has `grad` in its tag; any other one is of weights or activations. */
function histogramKey(tag: string): ReturnType<typeof seriesKey> {
  if (!/grad/i.test(tag)) return { kind: 'other', parameter: null };
  const { parameter } = seriesKey(tag);
  return { kind: 'parameter', parameter: parameter ?? tag.replace(/[/._]?grad(?:ient)?s?[/._]?/i, '') };
}

/** New-style histograms: a tensor [k, 3] of left edge, right edge, count. */
function histogramNorm(tensor: TensorValues | undefined): number | undefined {
  if (tensor?.shape[1] !== 3) return undefined;
  const { values } = tensor;
  const bins: [number, number, number][] = [];
  for (let i = 0; i + 2 < values.length; i += 3) bins.push([values[i]!, values[i + 1]!, values[i + 2]!]);
  return normOfBins(bins);
}

function eventField(tag: number, event: Event, pbf: PbfReader): void {
  if (tag === 2) event.step = pbf.readVarint(true);
  else if (tag === 5) pbf.readMessage(summaryField, event.values);
}

function summaryField(tag: number, values: Value[], pbf: PbfReader): void {
  if (tag !== 1) return;
  values.push(
    pbf.readMessage<Value>(valueField, {
      tag: '',
      scalar: undefined,
      norm: undefined,
      tensor: undefined,
      plugin: '',
    }),
  );
}

function valueField(tag: number, value: Value, pbf: PbfReader): void {
  if (tag === 1) value.tag = pbf.readString();
  else if (tag === 2) value.scalar = pbf.readFloat();
  else if (tag === 5) {
    pbf.readMessage<Value>((inner, target, histogram) => {
      if (inner === 5) target.norm = Math.sqrt(histogram.readDouble());
    }, value);
  } else if (tag === 8) value.tensor = readTensor(pbf);
  else if (tag === 9) {
    pbf.readMessage<Value>((inner, target, metadata) => {
      if (inner !== 1) return;
      metadata.readMessage<Value>((deeper, of, plugin) => {
        if (deeper === 1) of.plugin = plugin.readString();
      }, target);
    }, value);
  }
}
