import * as l10n from '@vscode/l10n';
import { PbfReader } from 'pbf';
import type { GradientLog } from '../../core/monitor/gradientLog';
import { LeveldbRecords } from './leveldbRecords';
import { fileName, type LogFormat } from './logFormat';
import { RecordCollector } from './record';
import { parseRelaxedJson } from './relaxedJson';

interface Item {
  key: string;
  nested: string[];
  json: string;
}

interface History {
  items: Item[];
  step: number | undefined;
}

/** Keys of a path, at most. */
const maxDepth = 8;

const magic = [0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe];

/**
 * An offline run of Weights & Biases: protobuf records of which the history is read. `wandb.watch` writes histograms
 * `gradients/<parameter>` without their non-finite entries, so that a layer of NaN looks healthy there.
 */
export const wandb: LogFormat = {
  name: 'Weights & Biases',
  match: ({ bytes }) => magic.every((byte, i) => bytes[i] === byte),
  open: (log, path) => {
    const collector = new RecordCollector(log);
    const name = fileName(path);
    return new LeveldbRecords(
      name,
      (data, offset) => {
        const history = historyOf(data);
        if (history === 'broken') {
          log.problem(
            l10n.t('{0}: the record at byte {1} is not a record of a run and was skipped.', name, offset),
          );
        } else if (history) add(history, collector, log);
      },
      (sentence) => {
        log.problem(sentence);
      },
    );
  },
};

function historyOf(data: Uint8Array): History | undefined | 'broken' {
  try {
    return new PbfReader(data).readFields<{ history: History | undefined }>(
      (tag, record, pbf) => {
        if (tag === 2)
          record.history = pbf.readMessage<History>(historyField, { items: [], step: undefined });
      },
      { history: undefined },
    ).history;
  } catch {
    return 'broken';
  }
}

function historyField(tag: number, history: History, pbf: PbfReader): void {
  if (tag === 1) {
    history.items.push(
      pbf.readMessage<Item>(
        (inner, item, reader) => {
          if (inner === 1) item.key = reader.readString();
          else if (inner === 2) item.nested.push(reader.readString());
          else if (inner === 16) item.json = reader.readString();
        },
        { key: '', nested: [], json: '' },
      ),
    );
  } else if (tag === 2) {
    pbf.readMessage<History>((inner, target, reader) => {
      if (inner === 1) target.step = reader.readVarint(true);
    }, history);
  }
}

/** Newer writers part an object into its values, each under the path of its keys: put together again. */
function add({ items, step }: History, collector: RecordCollector, log: GradientLog): void {
  const record = new Map<string, unknown>(step === undefined ? [] : [['_step', step]]);
  for (const { key, nested, json } of items) {
    let value: unknown;
    try {
      value = parseRelaxedJson(json);
    } catch {
      const name = key !== '' ? key : nested.join('/');
      log.problem(l10n.t("The history's value of {0} is not JSON and was skipped.", name));
      continue;
    }
    const path = key !== '' ? [key] : nested.slice(0, maxDepth);
    const name = path.pop();
    if (name === undefined) continue;
    let inner = record;
    for (const part of path) {
      const known = inner.get(part);
      const next = known instanceof Map ? (known as Map<string, unknown>) : new Map<string, unknown>();
      inner.set(part, next);
      inner = next;
    }
    inner.set(name, value);
  }
  collector.add(Object.entries(objectOf(record)));
}

function objectOf(map: ReadonlyMap<string, unknown>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Array.from(map, ([key, value]) => [
      key,
      value instanceof Map ? objectOf(value as Map<string, unknown>) : value,
    ]),
  );
}
