import * as l10n from '@vscode/l10n';
import { PbfReader } from 'pbf';
import type { GradientLog } from '../../core/monitor/gradientLog';
import { histogramNormOf, isHistogram } from './histogramNorm';
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

function add({ items, step }: History, collector: RecordCollector, log: GradientLog): void {
  const record: [string, unknown][] = step === undefined ? [] : [['_step', step]];
  for (const { key, nested, json } of items) {
    const name = key !== '' ? key : nested.join('/');
    let value: unknown;
    try {
      value = parseRelaxedJson(json);
    } catch {
      log.problem(l10n.t("The history's value of {0} is not JSON and was skipped.", name));
      continue;
    }
    if (isHistogram(value)) {
      if (/grad/i.test(name)) record.push([name, histogramNormOf(value)]);
    } else record.push([name, value]);
  }
  collector.add(record);
}
