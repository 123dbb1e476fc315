import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { FormatError } from '../../../../src/formats/formatError';
import { columnsOf } from '../../../../src/formats/sqlite/columns';
import { Database } from '../../../../src/formats/sqlite/database';
import { readLog, valuesOf } from './memoryFile';

const bytesOf = (name: string): Buffer => readFileSync(`test/fixtures/logs/sqlite/${name}`);
const norm = (step: number): number => (step < 150 ? 0.5 + 0.01 * (step % 7) : 0.5 * 3 ** (step - 149));

describe('the databases of trackio and MLflow (trackers.py)', () => {
  it('trackio: the run with norms that was written last, over small pages and overflowing rows', async () => {
    const followed = await readLog('project.db', bytesOf('trackio.db'));
    assert.equal(followed.formatName, 'trackio');
    const values = valuesOf(followed, 'train/grad_norm');
    assert.equal(values.length, 160);
    for (const [step, value] of values.entries()) assert.ok(Math.abs(value - norm(step)) <= 1e-15 * value);
    assert.equal(valuesOf(followed, 'train/loss').length, 160);
    assert.equal(followed.log.stepFrom, 'logged');
    assert.deepEqual(followed.log.problems, [
      'project.db holds 2 runs; this is steep-2, the one with norms that was written last.',
    ]);
  });

  it('MLflow: a row a figure, with NaN and infinity as it keeps them', async () => {
    const followed = await readLog('mlflow.db', bytesOf('mlflow.db'));
    assert.equal(followed.formatName, 'MLflow');
    const values = valuesOf(followed, 'grad_norm');
    assert.deepEqual(values.slice(0, 3), [0.5, 0.51, 0.52]);
    assert.deepEqual(values.slice(-2), [NaN, Infinity]);
    assert.equal(values.length, 120);
    assert.deepEqual(followed.log.problems, [
      'mlflow.db holds 2 runs; this is nosy-crow-12, the one with norms that was written last.',
    ]);
    const { runs } = followed.log;
    assert.deepEqual([...runs.keys()], ['calm-whale-7', 'nosy-crow-12']);
    assert.equal(runs.get('nosy-crow-12'), followed.log);
    assert.equal(runs.get('calm-whale-7')!.at('grad_norm', 'total').length, 60);
  });

  it('another database is said to be none of theirs', async () => {
    const { log } = await readLog('other.db', bytesOf('other.db'));
    assert.match(
      log.problems.join(' '),
      /^other\.db is a SQLite database without a metrics table of trackio or MLflow/,
    );
  });

  it('what is cut, changed, or leads in circles ends in a sentence', async () => {
    const whole = bytesOf('trackio.db');
    const cut = await readLog('cut.db', whole.subarray(0, 20_000));
    assert.match(cut.log.problems.join(' '), /^cut\.db is no whole SQLite database/);
    // An inner page leads to itself.
    const circle = Buffer.from(whole);
    const root = innerPage(whole);
    circle.writeUInt32BE(root + 1, root * 512 + 8);
    assert.throws(() => [...new Database(circle, 'circle.db').rows('metrics')], FormatError);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.nat(whole.length),
        (changes, end) => {
          const bytes = Buffer.from(whole);
          for (const [at, byte] of changes) bytes[at % 2 === 0 ? at : at % 4096] = byte;
          try {
            const database = new Database(end % 3 === 0 ? bytes.subarray(0, end) : bytes, 'a.db');
            for (const table of database.tables.keys())
              for (const row of database.rows(table)) assert.ok(row);
          } catch (error) {
            if (!(error instanceof FormatError)) throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('columns as people write them', () => {
    const sql =
      'CREATE TABLE "a b" (id INTEGER PRIMARY KEY, -- a, b\n "x, y" TEXT DEFAULT \'(\', [z] DECIMAL(10, 2), `w`, UNIQUE(id, w))';
    assert.deepEqual(columnsOf(sql), { columns: ['id', 'x, y', 'z', 'w'], idColumn: 0 });
    assert.equal(columnsOf('CREATE TABLE a (k TEXT PRIMARY KEY) WITHOUT ROWID'), undefined);
    assert.equal(columnsOf('CREATE VIRTUAL TABLE a USING fts5(x)'), undefined);
  });
});

/** A page of the fixture that has pages below it. */
const innerPage = (bytes: Buffer): number => {
  for (let page = 1; page * 512 < bytes.length; page++) if (bytes[page * 512] === 0x05) return page;
  throw new Error('the fixture has no inner page');
};
