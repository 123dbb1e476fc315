import { isNorm, type GradientLog } from '../../core/monitor/gradientLog';
import { recordOf } from './jsonLines';
import { LineReader } from './lines';
import type { LogFormat, LogReader } from './logFormat';
import { maxPrintedLength, pairsOf } from './pairs';
import { placeOf, type Place } from './place';
import { pythonDict } from './pythonDict';
import { RecordCollector } from './record';
import { remembered } from './remembered';
import { seriesKey } from './seriesKey';
import { isSkippedUpdate } from './skippedUpdate';

type Record = readonly (readonly [key: string, value: unknown])[];

/** Producers by what only they print; the clipping code of each stands first. */
const producers: readonly (readonly [name: string, mark: RegExp])[] = [
  ['DeepSpeed', /\[deepspeed\]|\[deepscale\]/i],
  ['Composer', /l2_norm\/grad\/|^\[(?:epoch|batch)=\d+\S*\]:/],
  ['OLMo', /^\S.*\[step=\d+\/\d+,epoch=\d+\]/],
  ['verl', /\bactor\/(?:pg_loss|grad_norm)\b/],
  ['InternEvo', /\btgs \(tokens\/gpu\/second\)=/],
  ['WeNet', /\bTRAIN\b.*\bBatch \d+\/\d+ /],
  ['llm.c', /\|\s*norm [\d.]+ \([+-]?[\d.nan]+z\)/],
  ['NVIDIA Tacotron 2', /\bTrain loss \d+ \S+ Grad Norm /],
  ['Swin', /\bTrain: \[\d+\/\d+\]\[\d+\/\d+\]/],
  ['torchtitan', /\bstep:\s*\d+\s+loss:.*\bgrad_norm:.*\btps:/],
  ['MaxText', /\bcompleted step: \d+/],
];

/** The means of an epoch, behind its last step. */
const summary = /^\W*averaged stats\b/i;
/** A line that only says that norms follow: `Gradient norms:`. */
const headline = /\bgrad(?:ient)?s?[ _-]norms?(?: (?:by|per|of) \w+)*\s*:\s*$/i;
const namedFigure = /^\s*([A-Za-z_][\w./]*[._][\w./]*)\s*[:=]\s*(\S+)\s*$/;

/** The Python dict or the JSON object within a line, and what stands before it. */
function objectOf(line: string): { before: string; record: Record } | undefined {
  const at = line.indexOf('{');
  if (at === -1 || line.length > maxPrintedLength) return undefined;
  const text = line.slice(at, line.lastIndexOf('}') + 1);
  // A map of norms is the value of a figure.
  if (!/^\{\s*['"]/.test(text) || /(?:=|norms?['"]?\s*:)\s*$/i.test(line.slice(0, at))) return undefined;
  const record = pythonDict(text) ?? recordOf(text);
  return record && { before: line.slice(0, at), record: Object.entries(record) };
}

/** The figures of a line, in an object or printed by name. */
function figuresOf(line: string): Record {
  const object = objectOf(line);
  if (!object) return pairsOf(line);
  return [...placeOf(object.before), ...object.record];
}

const isFigure = remembered((key) => seriesKey(key).kind !== 'other');
const isNormKey = ([key]: readonly [string, unknown]): boolean => isNorm(seriesKey(key).kind);
export const hasNorms = (line: string): boolean =>
  line.length <= maxPrintedLength &&
  /norm|grad|grdn|[|‖∥](?:g|∇)/i.test(line) &&
  figuresOf(line).some(isNormKey);

/** Between two dicts that are printed on one line. */
const betweenDicts = /(?<=\})\s*(?=\{\s*['"])/;
/** The first of the lines that `pprint` breaks a dict into, and how many it may have. */
const openDict = /^\s*\{\s*['"][^{}]*,\s*$/;
const maxDictLines = 300;

class PrintedReader implements LogReader {
  /** The lines of a dict that has not ended. */
  private dict: string[] = [];
  private readonly collector: RecordCollector;
  private readonly lines: LineReader;
  private place: Place = [];
  private isListed = false;

  constructor(
    private readonly log: GradientLog,
    path: string,
  ) {
    this.collector = new RecordCollector(log);
    this.lines = new LineReader(
      {
        line: (text) => {
          this.take(text);
        },
      },
      log,
      path,
    );
  }

  push(chunk: Uint8Array): void {
    this.lines.push(chunk);
  }

  finish(): void {
    this.lines.finish();
    for (const part of this.dict) this.read(part);
    this.dict = [];
  }

  private take(line: string): void {
    if (this.dict.length > 0) this.dict.push(line);
    else if (openDict.test(line)) this.dict = [line];
    else {
      for (const part of line.includes('}') ? line.split(betweenDicts) : [line]) this.read(part);
      return;
    }
    const isComplete = line.trimEnd().endsWith('}');
    if (!isComplete && this.dict.length < maxDictLines) return;
    const { dict } = this;
    this.dict = [];
    if (isComplete) this.read(dict.map((part) => part.trim()).join(' '));
    else for (const part of dict) this.read(part);
  }

  private read(line: string): void {
    if (line.length > maxPrintedLength || line.trim() === '') return;
    if (summary.test(line)) return;
    if (isSkippedUpdate(line)) {
      this.log.skippedUpdates++;
      return;
    }
    if (headline.test(line)) {
      this.isListed = true;
      return;
    }
    const listed = this.isListed ? namedFigure.exec(line) : null;
    if (listed) {
      this.collector.add([[`grad_norm/${listed[1]!}`, listed[2]!]], this.place);
      return;
    }
    this.isListed = false;
    const object = objectOf(line);
    const pairs = object ? [] : pairsOf(line);
    const place = placeOf(object?.before ?? line, object ? undefined : pairs);
    this.move(place);
    const record: Record = object?.record ?? pairs;
    if (record.some(([key]) => isFigure(key)))
      this.collector.add([...record, ...(object ? [] : place)], this.place);
  }

  /** What the line names counts from here on; a new epoch ends what was within the old one. */
  private move(place: Place): void {
    if (place.length === 0) return;
    const isNamed = (name: string): boolean => place.some(([key]) => key === name);
    const isCounted = isNamed('step') || isNamed('iter');
    const isNewEpoch = place.some(
      ([key, value]) =>
        key === 'epoch' && !this.place.some(([old, before]) => old === key && before === value),
    );
    const kept = this.place.filter(([key]) =>
      key === 'epoch' ? !isNamed(key) : key !== 'rank' && key !== 'label' && !isCounted && !isNewEpoch,
    );
    this.place = [...kept, ...place];
  }
}

/**
 * Printed lines, on which figures stand by their names: `step 10 | loss 3.1 | grad_norm: 2.31`, progress bars, Python
 * dicts as the Hugging Face Trainer prints them, and lines under a head that names the step.
 */
export const printed: LogFormat = {
  name: 'printed lines',
  nameOf: ({ lines }) => producers.find(([, mark]) => lines.some((line) => mark.test(line)))?.[0],
  match: ({ lines }) => lines.some((line) => hasNorms(line) || isSkippedUpdate(line)) || hasList(lines),
  open: (log, path) => new PrintedReader(log, path),
};

function hasList(lines: readonly string[]): boolean {
  return lines.some((line, i) => headline.test(line) && namedFigure.test(lines[i + 1] ?? ''));
}

/**
 * What the Hugging Face Trainer prints, and those who build on it: `{'loss': 0.2051, 'grad_norm': nan, 'epoch': 0.53}`, a
 * Python dict; newer versions print the numbers as text. The step is that of the progress bar before it.
 */
export const printedDict: LogFormat = {
  ...printed,
  name: 'Hugging Face Trainer (printed)',
  nameOf: () => undefined,
  match: ({ lines }) =>
    lines.some((line) => {
      const object = /grad_?norm/i.test(line) && /\{\s*'/.test(line) ? objectOf(line) : undefined;
      return object?.record.some(isNormKey) ?? false;
    }),
};
