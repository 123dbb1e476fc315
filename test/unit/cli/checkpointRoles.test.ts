// What in a checkpoint has a verdict, why, and what has none.
import assert from 'node:assert/strict';
import type { CheckpointRecord, MatrixRecord } from '../../../src/core/recurrence/records';
import { run } from './run';

interface Report {
  readonly overview: string | null;
  readonly findings: CheckpointRecord[];
  readonly notes: string[];
}

const analyze = async (file: string, ...args: string[]): Promise<Report> =>
  (JSON.parse((await run('analyze', '--json', file, ...args)).stdout) as { files: Report[] }).files[0]!;
const cases = 'test/cases/checkpoints';
const roles = 'test/fixtures/checkpoints/roles';
const told = ({ findings }: Report): string[] => findings.map(({ kind, name }) => `${kind} ${name}`);

describe('roles in a checkpoint', () => {
  for (const [file, overview] of [
    [`${cases}/gpt2_small.pt`, 'GPT-2-style decoder, 2 layers, no recurrence'],
    [`${cases}/gpt2_large.pt`, 'GPT-2-style decoder, 2 layers, no recurrence'],
    [`${cases}/bert_small.pt`, 'BERT-style encoder, 2 layers, no recurrence'],
    [`${cases}/bert_large.pt`, 'BERT-style encoder, 2 layers, no recurrence'],
    [`${cases}/parallel_projections.pt`, 'no recurrence recognized'],
    [`${cases}/conv_lstm.h5`, 'recurrence not recognized'],
    [`${roles}/llama.safetensors`, 'Llama-style decoder, 4 layers, no recurrence'],
    [`${roles}/vit.safetensors`, 'ViT-style encoder, 2 layers, no recurrence'],
    [`${roles}/whisper.safetensors`, 'Whisper-style encoder and decoder, 2 and 2 layers, no recurrence'],
    [`${roles}/parallel.npz`, 'no recurrence recognized'],
    [`${roles}/dense.npz`, 'no recurrence recognized'],
    [`${roles}/buffers.safetensors`, 'no recurrence recognized'],
    [`${roles}/W.npy`, 'a single 4×4 matrix'],
  ] as const)
    it(`${file}: ${overview}, and no verdict with or without --all`, async () => {
      const report = await analyze(file);
      assert.equal(report.overview, overview);
      assert.deepEqual(told(report), []);
      const verdicts = 'exploding,growing,stable,fading,vanishing';
      assert.equal((await run('analyze', file, '--all', '--fail-on', verdicts)).status, 0);
      const { findings } = await analyze(file, '--all');
      for (const record of findings) {
        const { verdict, severity, location, kind, steps, stepsFrom } = record;
        assert.deepEqual([kind, verdict, severity, location], ['matrix', null, 'none', null]);
        assert.deepEqual([steps, stepsFrom], [100, 'default']);
        const { remedies, log10Growth, log10Gain, sigmaMax, stableRank, rule } = record as MatrixRecord;
        assert.deepEqual([remedies, log10Growth, log10Gain, rule], [[], null, null, null]);
        assert.ok(
          sigmaMax > 0 &&
            stableRank >= 1 - 1e-12 &&
            stableRank <= Math.min(...(record as MatrixRecord).shape),
        );
      }
      for (const format of ['sarif', 'github', 'lines']) {
        const { stdout } = await run('analyze', file, '--all', '--format', format);
        const rows =
          format === 'sarif' ? (JSON.parse(stdout) as { runs: { results: [] }[] }).runs[0]!.results : [];
        assert.deepEqual(rows, []);
        if (format !== 'sarif' && !file.endsWith('.h5')) assert.equal(stdout.trim(), '');
      }
    });

  it('the role of every matrix with --all, and its figures', async () => {
    const { findings } = await analyze(`${cases}/gpt2_large.pt`, '--all');
    const [, projection] = findings as MatrixRecord[];
    assert.deepEqual([projection!.name, projection!.role], ['h.0.attn.c_proj.weight', 'attention']);
    assert.equal(projection!.eigenvalues!.length, 24);
    const { singularValues } = projection!;
    const squares = singularValues!.reduce((sum, sigma) => sum + sigma ** 2, 0);
    assert.ok(Math.abs(projection!.stableRank - squares / singularValues![0]! ** 2) < 1e-9);
    assert.deepEqual(new Set(findings.map(({ role }) => role)), new Set(['attention', 'residual']));
  });

  it('the LSTM alone beside square layers, with evidence; the input kernel of a CuDNN layer has no verdict', async () => {
    const report = await analyze(`${cases}/square_fc.pt`);
    assert.deepEqual(told(report), ['cell lstm']);
    const [{ role, evidence, severity, stepsFrom }] = report.findings as [CheckpointRecord];
    assert.deepEqual([role, severity, stepsFrom], ['recurrent', 'information', 'default']);
    assert.deepEqual(
      evidence.map(({ kind }) => kind),
      ['layout', 'siblings'],
    );
    assert.match(report.notes[0]!, /^2 matrices are square .*--tensor NAME/);
    for (const { kind, name } of (await analyze(`${cases}/cudnn_square.h5`)).findings)
      assert.ok(kind === 'cell' && !/(^|[/:])kernel/.test(name));
  });

  it('a matrix that somebody asks for is judged, and says so', async () => {
    const { findings } = await analyze(`${cases}/square_fc.pt`, '--tensor', 'intra_fc.weight');
    const [{ role, evidence, verdict }] = findings as [CheckpointRecord];
    assert.deepEqual(
      [role, verdict, evidence.map(({ kind }) => kind)],
      ['recurrent', 'exploding', ['asked']],
    );
    const [probabilities] = (await analyze(`${roles}/W.npy`, '--tensor', 'W')).findings;
    assert.deepEqual(
      probabilities!.evidence.map(({ kind }) => kind),
      ['name', 'asked'],
    );
    assert.ok(probabilities!.verdict);
    const [up] = (await analyze(`${cases}/gpt2_large.pt`, '--tensor', 'h.0.mlp.c_fc.weight')).findings;
    assert.deepEqual([up!.role, up!.verdict, up!.evidence], ['residual', null, []]);
  });

  it('a customary name beside input weights, or alone in its file, is recurrent', async () => {
    const [w] = (await analyze(`${roles}/reservoir.npz`)).findings as [MatrixRecord];
    assert.deepEqual(
      [w.name, w.verdict, w.evidence.map(({ kind }) => kind)],
      ['W', 'exploding', ['name', 'siblings']],
    );
    assert.deepEqual(told(await analyze(`${roles}/U.npy`)), ['matrix U']);
  });

  it('a sequence is a chain, over as many steps as it has layers', async () => {
    const report = await analyze(`${roles}/sequence.safetensors`);
    const [{ kind, role, evidence, steps, stepsFrom, severity }] = report.findings as [CheckpointRecord];
    assert.deepEqual(
      [kind, role, steps, stepsFrom, severity],
      ['feedforward', 'feedforward', 3, 'file', 'warning'],
    );
    assert.match(evidence[0]!.text, /the layers of net are a sequence by their indices/);
    assert.match(
      (await run('analyze', `${roles}/sequence.safetensors`)).stdout,
      /^ {2}feed-forward chain of 3 layers/m,
    );
  });

  it('the horizon of a config beside the file, of an argument, and of nobody', async () => {
    const from = async (...args: string[]): Promise<unknown[]> => {
      const { findings } = await analyze('test/fixtures/checkpoints/linear/rwkv4/model.safetensors', ...args);
      return [findings[0]!.steps, findings[0]!.stepsFrom];
    };
    assert.deepEqual(await from(), [1024, 'config']);
    assert.deepEqual(await from('--steps', '50'), [50, 'argument']);
  });
});
