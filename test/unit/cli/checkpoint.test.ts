import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CellRecord,
  CheckpointRecord,
  LinearRecord,
  MatrixRecord,
} from '../../../src/core/recurrence/records';
import { run } from './run';

interface Report {
  file: string;
  format: string | null;
  tensors?: { name: string; dtype: string; shape: number[]; bytes: number }[];
  findings: CheckpointRecord[];
  unrecognized: { tensor: string; reason: string }[];
  errors: { message: string; location: null }[];
  notes: string[];
}

const analyze = async (...args: string[]): Promise<Report> =>
  (JSON.parse((await run('analyze', '--json', ...args)).stdout) as { files: Report[] }).files[0]!;

const folder = 'test/fixtures/checkpoints';
const model = `${folder}/char_model.safetensors`;
const expected = JSON.parse(readFileSync(`${folder}/char_model_expected.json`, 'utf8')) as Record<
  string,
  { sigmaMax: number; spectralRadius: number }[]
>;
const cells = (report: Report): CellRecord[] => report.findings.filter((found) => found.kind === 'cell');

/** A safetensors file of float32 zeros, or of the given values. */
function safetensors(path: string, tensors: Record<string, { shape: number[]; data?: number[] }>): void {
  let offset = 0;
  const values: number[] = [];
  const header: Record<string, unknown> = {};
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    const count = shape.reduce((a, b) => a * b, 1);
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + 4 * count] };
    offset += 4 * count;
    if (data) values.push(...data);
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  writeFileSync(path, Buffer.concat([length, text, Buffer.from(Float32Array.from(values).buffer)]));
  // What was not given is a hole in the file.
  truncateSync(path, 8 + text.length + offset);
}

describe('gradient-lens analyze on checkpoints', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'gradient-lens-checkpoint-'));
  after(() => {
    rmSync(temporary, { recursive: true });
  });

  it("the cells of a character model with numpy's figures a gate, in stored order", async () => {
    const report = await analyze(model);
    assert.equal(report.format, 'safetensors');
    assert.deepEqual(
      cells(report).map(({ tensor, cell, layer, direction, framework, hiddenSize, verdict }) =>
        [tensor, cell, layer, direction, framework, hiddenSize, verdict].join(' '),
      ),
      [
        'rnn.weight_hh_l0 rnn 0 forward pytorch 24 undetermined',
        'rnn.weight_hh_l1 rnn 1 forward pytorch 24 vanishing',
        'lstm.weight_hh_l0 lstm 0 forward pytorch 20 fading',
        'lstm.weight_hh_l0_reverse lstm 0 reverse pytorch 20 vanishing',
        'gru.weight_hh_l0 gru 0 forward pytorch 16 vanishing',
      ],
    );
    for (const { tensor, gates, gatePath, cell } of cells(report)) {
      expected[tensor]!.forEach(({ sigmaMax, spectralRadius }, i) => {
        assert.ok(Math.abs(gates[i]!.sigmaMax / sigmaMax - 1) < 1e-6);
        assert.ok(Math.abs(gates[i]!.spectralRadius / spectralRadius - 1) < 1e-6);
      });
      assert.equal(gatePath === null, cell === 'rnn');
    }
    const lstm = cells(report)[2]!;
    assert.deepEqual(Object.keys(lstm.gatePath!.halfLife), ['p5', 'p25', 'p50', 'p75', 'p95']);
    assert.deepEqual(
      lstm.gates.map(({ gate }) => gate),
      ['i', 'f', 'g', 'o'],
    );
  });

  it('every PyTorch container of the same model gives the same figures', async () => {
    const wanted = cells(await analyze(model)).map(({ gates, log10Gain }) => ({ gates, log10Gain }));
    for (const file of ['char_model.pt', 'char_model_legacy.pt', 'char_model_nested.pth', 'weights.npz']) {
      const found = cells(await analyze(`${folder}/${file}`)).map(({ gates, log10Gain }) => ({
        gates,
        log10Gain,
      }));
      assert.deepEqual(found, wanted, file);
    }
  });

  it('Keras and ONNX files of one model agree on what they share', async () => {
    const radii = async (file: string): Promise<number[]> =>
      cells(await analyze(`${folder}/made/${file}`))
        .flatMap(({ gates }) => gates.map(({ spectralRadius }) => Number(spectralRadius.toPrecision(6))))
        .sort((a, b) => a - b);
    const keras = await radii('model.keras');
    assert.equal(keras.length, 8);
    assert.deepEqual(await radii('keras2.h5'), keras);
    const onnx = await radii('raw.onnx');
    assert.ok(keras.every((radius) => onnx.includes(radius)));
  });

  it('a bare matrix is analyzed as one, without a place in a text', async () => {
    const [finding] = (await analyze(`${folder}/weight_hh.npy`)).findings as MatrixRecord[];
    assert.equal(finding!.kind, 'matrix');
    assert.equal(finding!.location, null);
    assert.deepEqual(finding!.shape, [24, 24]);
    assert.equal(finding!.verdict, 'exploding');
    assert.ok(
      Math.abs(finding!.spectralRadius! / expected['rnn.weight_hh_l0']![0]!.spectralRadius - 1) < 1e-6,
    );
    const [fortran] = (await analyze(`${folder}/weight_hh_fortran.npy`)).findings as MatrixRecord[];
    assert.ok(Math.abs(fortran!.sigmaMax / finding!.sigmaMax - 1) < 1e-6);
  });

  it('--list gives the catalog and reads no data', async () => {
    const { tensors, findings } = await analyze(model, '--list');
    assert.deepEqual(findings, []);
    assert.equal(tensors!.length, 23);
    assert.deepEqual(
      tensors!.find(({ name }) => name === 'lstm.weight_hh_l0'),
      { name: 'lstm.weight_hh_l0', dtype: 'F32', shape: [80, 20], bytes: 6400 },
    );
    assert.match(
      (await run('analyze', '--list', model)).stdout,
      /lstm\.weight_hh_l0 {2}F32 {2}80×20 {2}6400 bytes/,
    );
  });

  it('--tensor takes a tensor of a cell, a module, or any matrix; an unknown one is bad input', async () => {
    const names = async (tensor: string): Promise<string[]> =>
      (await analyze(model, '--tensor', tensor)).findings.map((found) => `${found.kind} ${found.name}`);
    assert.deepEqual(await names('lstm.weight_hh_l0_reverse'), ['cell lstm']);
    assert.deepEqual(await names('lstm'), ['cell lstm', 'cell lstm']);
    assert.deepEqual(await names('head.weight'), ['matrix head.weight']);
    const missing = await run('analyze', model, '--tensor', 'nope');
    assert.equal(missing.status, 2);
    assert.match(missing.stdout, /has no tensor "nope"; it has embed\.weight/);
    assert.match((await run('analyze', model, '--tensor', 'head.bias')).stdout, /1 axes, a matrix has two/);
  });

  it('--steps and --fail-on apply', async () => {
    assert.equal(cells(await analyze(model, '--steps', '2'))[3]!.verdict, 'stable');
    assert.equal((await run('analyze', model, '--fail-on', 'vanishing')).status, 1);
    assert.equal((await run('analyze', model, '--fail-on', 'growing')).status, 0);
  });

  it('linear recurrences, held against the sequence length of the config beside the file', async () => {
    const [first] = (await analyze(`${folder}/linear/rwkv4/model.safetensors`)).findings as LinearRecord[];
    assert.equal(first!.kind, 'linear-recurrence');
    assert.equal(first!.family, 'RWKV-4');
    assert.deepEqual(first!.shareBeyond, { steps: 1024, share: 0 });
    assert.equal(first!.steps, 1024);
    const [asked] = (await analyze(`${folder}/linear/rwkv4/model.safetensors`, '--steps', '50'))
      .findings as LinearRecord[];
    assert.equal(asked!.steps, 50);
    assert.ok(asked!.shareBeyond.share > 0);
    const [s5] = (await analyze(`${folder}/linear/s5/model.safetensors`)).findings as LinearRecord[];
    assert.equal(s5!.verdict, 'exploding');
    assert.equal(s5!.exploding.channels[0]!.index, 7);
    assert.equal(s5!.halfLife.p95, null);
    assert.equal((await analyze(`${folder}/linear/retnet/model.safetensors`)).findings.length, 2);
  });

  it('Infinity in a config is read, a broken config is named and the rest analyzed', async () => {
    const path = join(temporary, 'broken');
    cpSync(`${folder}/linear/mamba2`, path, { recursive: true });
    const file = join(path, 'model.safetensors');
    writeFileSync(join(path, 'config.json'), '{"time_step_limit": [0.0, Infinity], "note": "Infinity, NaN"}');
    assert.deepEqual((await analyze(file)).errors, []);
    writeFileSync(join(path, 'config.json'), '{"time_step_limit": [');
    const report = await analyze(file);
    assert.match(report.errors[0]!.message, /config\.json next to the file is not valid JSON/);
    assert.equal(report.findings.length, 1);
  });

  it('a telling name on the wrong shape is listed with the reason', async () => {
    const file = join(temporary, 'odd.safetensors');
    safetensors(file, { 'm.A_log': { shape: [4] }, 'l.weight_hh_l0': { shape: [10, 4] } });
    const { unrecognized, findings } = await analyze(file);
    assert.deepEqual(findings, []);
    assert.deepEqual(unrecognized.map(({ tensor }) => tensor).sort(), ['l.weight_hh_l0', 'm.A_log']);
    assert.match((await run('analyze', file)).stdout, /not recognized: m\.A_log is 4/);
  });

  it('of a model far larger than memory only the few tensors needed are read', async () => {
    const file = join(temporary, 'sparse.safetensors');
    const layers = Array.from({ length: 64 }, (_, i) => `backbone.layers.${i}.mixer.`);
    safetensors(
      file,
      Object.fromEntries(
        layers.flatMap((p) => [
          [`${p}A_log`, { shape: [64] }],
          [`${p}dt_bias`, { shape: [64] }],
          [`${p}D`, { shape: [64] }],
          [`${p}in_proj.weight`, { shape: [8192, 8192] }],
        ]),
      ),
    );
    const report = await analyze(file);
    assert.equal(report.findings.length, 64);
    const first = report.findings[0] as LinearRecord;
    // A_log = dt_bias = 0: a = exp(−ln 2).
    assert.ok(Math.abs(first.multiplier.median - 0.5) < 1e-12);
  });

  it('large recurrent matrices are not analyzed unasked, and it is said how to ask', async () => {
    const file = join(temporary, 'large.safetensors');
    safetensors(file, {
      'a.W_rec': { shape: [2048, 2048] },
      'b.W_rec': { shape: [3000, 3000] },
      'c.W_rec': { shape: [3, 3] },
      'd.weight': { shape: [3, 3] },
    });
    const { findings, notes } = await analyze(file);
    assert.deepEqual(
      findings.map(({ name }) => name),
      ['c.W_rec'],
    );
    assert.match(notes[0]!, /^a\.W_rec and 1 more large recurrent matrices .*--tensor NAME/);
  });

  it('bad files and bad use: a sentence, status 2', async () => {
    const empty = join(temporary, 'empty.pt');
    writeFileSync(empty, '');
    for (const args of [
      [empty],
      [join(temporary, 'missing.npy')],
      [model, '--list', '--tensor', 'x'],
      ['test/workspace/article.py', '--list'],
      ['test/workspace/article.py', '--tensor', 'W'],
    ]) {
      const { status, stdout, stderr } = await run('analyze', ...args);
      assert.equal(status, 2, args.join(' '));
      assert.doesNotMatch(stdout + stderr, /^\s+at /m, 'no stack trace');
    }
  });

  it('a weight that is not a number is an error and not a verdict', async () => {
    const file = join(temporary, 'nan.safetensors');
    safetensors(file, {
      'a.W_hh': { shape: [2, 2], data: [1, NaN, 0, 1] },
      'b.W_hh': { shape: [2, 2], data: [1, 0, 0, 1] },
    });
    const { findings, errors } = await analyze(file);
    assert.deepEqual(
      findings.map(({ name }) => name),
      ['b.W_hh'],
    );
    assert.match(errors[0]!.message, /^a\.W_hh: entry \[0, 1\] is NaN/);
  });
});
