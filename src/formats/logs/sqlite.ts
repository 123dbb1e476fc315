import * as l10n from '@vscode/l10n';
import { isNorm, type GradientLog } from '../../core/monitor/gradientLog';
import { FormatError } from '../formatError';
import { Database, isDatabase, type Row } from '../sqlite/database';
import { recordOf } from './jsonLines';
import { fileName, type LogFormat, type LogReader } from './logFormat';
import { RecordCollector, type LogRecord } from './record';
import { seriesKey } from './seriesKey';

/** A larger database is refused: figures of one project take a few MB. */
const maxBytes = 256 * 1024 * 1024;

/** A database in which a tracker keeps the figures of its runs. */
interface Tracker {
  readonly name: string;
  readonly table: string;
  /** By which its table is known. */
  readonly columns: readonly string[];
  readonly runColumn: string;
  recordOf(row: Row): LogRecord;
}

const trackio: Tracker = {
  name: 'trackio',
  table: 'metrics',
  columns: ['run_name', 'step', 'metrics'],
  runColumn: 'run_name',
  recordOf: ({ step, metrics }) => [
    ...Object.entries((typeof metrics === 'string' ? recordOf(metrics) : undefined) ?? {}),
    ['step', step],
  ],
};

const mlflow: Tracker = {
  name: 'MLflow',
  table: 'metrics',
  columns: ['key', 'value', 'run_uuid', 'step', 'is_nan'],
  runColumn: 'run_uuid',
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

/** trackio's and MLflow's databases, of which the run that was written last is read. */
export const sqlite: LogFormat = {
  name: 'SQLite',
  whole: true,
  match: ({ bytes }) => isDatabase(bytes),
  open: (log, path) => new DatabaseReader(log, path),
  nameOf: ({ bytes }) => {
    // The statements that made the tables stand near the beginning.
    const text = new TextDecoder('latin1').decode(bytes.subarray(0, 65_536));
    return trackers.find(({ columns }) => columns.every((column) => text.includes(column)))?.name;
  },
};

class DatabaseReader implements LogReader {
  private parts: Uint8Array[] = [];
  private size = 0;

  constructor(
    private readonly log: GradientLog,
    private readonly path: string,
  ) {}

  push(chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.size <= maxBytes) this.parts.push(chunk.slice());
  }

  finish(): void {
    const { log, parts, size } = this;
    const name = fileName(this.path);
    this.parts = [];
    this.size = 0;
    if (size > maxBytes) {
      log.problem(l10n.t('{0} is larger than {1} MB: export the run as CSV instead.', name, maxBytes >> 20));
      return;
    }
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    try {
      read(new Database(bytes, name), name, log);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      log.problem(error.message);
    }
  }
}

/** One run of a database. */
interface StoredRun {
  readonly records: LogRecord[];
  hasNorms: boolean;
}

function read(database: Database, name: string, log: GradientLog): void {
  const tables = database.tables();
  const tracker = trackers.find(({ table, columns }) =>
    columns.every((column) => tables.get(table)?.includes(column)),
  );
  if (!tracker) {
    log.problem(
      l10n.t(
        '{0} is a SQLite database without a metrics table of trackio or MLflow: name a log of the run.',
        name,
      ),
    );
    return;
  }
  const runs = new Map<string, StoredRun>();
  for (const row of database.rows(tracker.table)) {
    const run = String(row[tracker.runColumn]);
    const stored = runs.get(run) ?? { records: [], hasNorms: false };
    const record = [...tracker.recordOf(row)];
    stored.records.push(record);
    stored.hasNorms ||= record.some(([key]) => isNorm(seriesKey(key).kind));
    // The one that was written last comes last.
    runs.delete(run);
    runs.set(run, stored);
  }
  const told = [...runs].reverse();
  const [run, stored] = told.find(([, { hasNorms }]) => hasNorms) ?? told[0] ?? [];
  if (run === undefined || !stored) return;
  const collector = new RecordCollector(log);
  for (const record of stored.records) collector.add(record);
  if (runs.size > 1)
    log.problem(
      l10n.t(
        '{0} holds {1} runs; this is {2}, the one with norms that was written last.',
        name,
        runs.size,
        run,
      ),
    );
  if (database.hasWriteAheadLog)
    log.problem(l10n.t('What the tracker has not yet moved from {0}-wal to {0} is not read.', name));
}
