import * as l10n from '@vscode/l10n';
import { GradientLog, isNorm } from '../../core/monitor/gradientLog';
import { FormatError } from '../formatError';
import { Database, isDatabase, type Row } from '../sqlite/database';
import { recordOf } from './jsonLines';
import type { LogFormat } from './logFormat';
import { RecordCollector, type LogRecord } from './record';
import { seriesKey } from './seriesKey';
import { WholeFileReader } from './wholeFile';

/** A larger database is refused: figures of one project take a few MB. */
const maxBytes = 256 * 1024 * 1024;

/** A database in which a tracker keeps the figures of its runs. */
interface Tracker {
  readonly name: string;
  /** By which its table is known. */
  readonly columns: readonly string[];
  readonly runColumn: string;
  /** The table that names runs: its columns of the run and of the name. */
  readonly names?: readonly [table: string, run: string, name: string];
  recordOf(row: Row): LogRecord;
}

const trackio: Tracker = {
  name: 'trackio',
  columns: ['run_name', 'step', 'metrics'],
  runColumn: 'run_name',
  recordOf: ({ step, metrics }) => [
    ...Object.entries((typeof metrics === 'string' ? recordOf(metrics) : undefined) ?? {}),
    ['step', step],
  ],
};

const mlflow: Tracker = {
  name: 'MLflow',
  columns: ['key', 'value', 'run_uuid', 'step', 'is_nan'],
  runColumn: 'run_uuid',
  names: ['runs', 'run_uuid', 'name'],
  // MLflow keeps 0 for a NaN and the largest double for an infinity.
  recordOf: ({ key, value, step, is_nan: isNan }) => [
    [
      String(key),
      isNan === 1 ? NaN : Math.abs(Number(value)) === Number.MAX_VALUE ? Infinity * Number(value) : value,
    ],
    ['step', step],
  ],
};

const trackers = [trackio, mlflow];
/** Where both keep their figures. */
const table = 'metrics';

/** trackio's and MLflow's databases, of which the run that was written last is read. */
export const sqlite: LogFormat = {
  name: 'SQLite',
  whole: true,
  match: ({ bytes }) => isDatabase(bytes),
  open: (log, path) =>
    new WholeFileReader(log, path, {
      maxBytes,
      tooLarge: (name, megabytes) =>
        l10n.t('{0} is larger than {1} MB: export the run as CSV instead.', name, megabytes),
      read(parts, name) {
        try {
          read(new Database(joined(parts), name), name, log);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
          log.problem(error.message);
        }
      },
    }),
  nameOf: ({ bytes }) => {
    // The statements that made the tables stand near the beginning.
    const text = new TextDecoder('latin1').decode(bytes.subarray(0, 65_536));
    return trackers.find(({ columns }) => columns.every((column) => text.includes(column)))?.name;
  },
};

/** One after the other. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function read(database: Database, name: string, log: GradientLog): void {
  const columns = database.tables.get(table)?.columns ?? [];
  const tracker = trackers.find((one) => one.columns.every((column) => columns.includes(column)));
  if (!tracker) {
    log.problem(
      l10n.t(
        '{0} is a SQLite database without a metrics table of trackio or MLflow: name a log of the run.',
        name,
      ),
    );
    return;
  }
  const names = namesOf(database, tracker);
  const records = new Map<string, LogRecord[]>();
  for (const row of database.rows(table)) {
    const id = String(row[tracker.runColumn]);
    const run = names.get(id) ?? id;
    const own = records.get(run) ?? [];
    own.push([...tracker.recordOf(row)]);
    // The one that was written last comes last.
    records.delete(run);
    records.set(run, own);
  }
  const last = [...records].reverse();
  const [main] = last.find(([, own]) => hasNorms(own)) ?? last[0] ?? [];
  const runs = new Map<string, GradientLog>();
  for (const [run, own] of records) {
    const one = run === main ? log : new GradientLog();
    const collector = new RecordCollector(one);
    for (const record of own) collector.add(record);
    runs.set(run, one);
  }
  if (main !== undefined && runs.size > 1) {
    log.runs = runs;
    log.problem(
      l10n.t(
        '{0} holds {1} runs; this is {2}, the one with norms that was written last.',
        name,
        runs.size,
        main,
      ),
    );
  }
  if (database.hasWriteAheadLog)
    log.problem(l10n.t('What the tracker has not yet moved from {0}-wal to {0} is not read.', name));
}

function hasNorms(records: readonly LogRecord[]): boolean {
  const keys = new Set(records.flatMap((record) => [...record].map(([key]) => key)));
  return [...keys].some((key) => isNorm(seriesKey(key).kind));
}

/** The names that people gave to runs, or that were made up for them; two of one name are told by what they are known by. */
function namesOf(database: Database, { names }: Tracker): Map<string, string> {
  const found = new Map<string, string>();
  if (!names || !database.tables.has(names[0])) return found;
  const [runs, idColumn, nameColumn] = names;
  const taken = new Set<string>();
  for (const { [idColumn]: id, [nameColumn]: name } of database.rows(runs)) {
    if (typeof id !== 'string' || typeof name !== 'string' || name === '') continue;
    found.set(id, taken.has(name) ? `${name} (${id.slice(0, 8)})` : name);
    taken.add(name);
  }
  return found;
}
