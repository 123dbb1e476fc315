import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../../../package.json';
import type { FindingRecord } from '../../../src/core/record';
import numpy from '../../fixtures/pytorch_rnn.json';
import { run } from './run';

interface Output {
  version: number;
  files: { file: string; findings: FindingRecord[]; errors: { message: string; location: unknown }[] }[];
}

const analyze = async (...args: string[]): Promise<Output> =>
  JSON.parse((await run('analyze', '--json', ...args)).stdout) as Output;

const article = 'test/workspace/article.py';

describe('gradient-lens analyze', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-cli-'));
  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('--json prints version, files and findings with exactly the documented keys', async () => {
    const { version, files } = await analyze(article);
    assert.equal(version, 2);
    assert.equal(files[0]?.file, article);
    assert.deepEqual(Object.keys(files[0]).sort(), ['errors', 'file', 'findings']);
    assert.deepEqual(Object.keys(files[0].findings[0]!).sort(), [
      'activation',
      'driven',
      'eigenvalueBounds',
      'eigenvalues',
      'evidence',
      'explanation',
      'flags',
      'halfLife',
      'henrici',
      'kind',
      'location',
      'log10Gain',
      'log10Growth',
      'methods',
      'name',
      'peak',
      'remedies',
      'role',
      'rule',
      'severity',
      'shape',
      'sigmaMax',
      'singularValues',
      'spectralRadius',
      'steps',
      'stepsFrom',
      'verdict',
    ]);
  });

  it('--json says how each figure was found and how far it may be off', async () => {
    const path = file(
      'quality.json',
      '{"W": [[0.5, 10, 1], [0.25, 0.5, 2], [1, 0, 0.1]], "U": [[1, 2, 3], [4, 5, 6]], "W_hh": [[0, 0], [1, 0]]}',
    );
    const [square, wide, nilpotent] = (await analyze(path, '--steps', '20', '--all')).files[0]!.findings;
    assert.ok(square && wide && nilpotent);
    for (const { method, errorBound } of [
      square.methods.sigmaMax,
      square.methods.spectralRadius!,
      square.methods.gain!,
    ]) {
      assert.ok(['direct', 'lanczos', 'krylov-schur'].includes(method), method);
      assert.ok(errorBound > 0 && errorBound < 1e-8, String(errorBound));
    }
    assert.equal(wide.methods.spectralRadius, null);
    assert.equal(wide.methods.gain, null);
    assert.equal(nilpotent.methods.spectralRadius?.errorBound, 0);
  });

  it("the article's figures, places and verdicts", async () => {
    const [exploding, fading] = (await analyze(article)).files[0]!.findings;
    assert.ok(exploding && fading);
    assert.deepEqual(exploding.location, { line: 12, column: 15, endLine: 12, endColumn: 49 });
    assert.equal(exploding.name, 'W_exploding');
    assert.equal(exploding.verdict, 'exploding');
    assert.deepEqual(exploding.singularValues, [1.5, 0.5]);
    assert.deepEqual(exploding.eigenvalues, [
      [1.5, 0],
      [0.5, 0],
    ]);
    assert.equal(exploding.log10Growth?.length, 29);
    assert.ok(Math.abs(10 ** exploding.log10Gain! - 1.2783403948858e5) < 1e-6);
    assert.equal(fading.verdict, 'fading');
    assert.ok(Math.abs(10 ** fading.log10Gain! - 4.7101286972462e-2) < 1e-12);
  });

  it("a PyTorch matrix agrees with numpy's figures to 1e-10", async () => {
    const [finding] = (await analyze('test/workspace/pytorch_rnn.json')).files[0]!.findings;
    assert.ok(finding);
    assert.equal(finding.steps, 50);
    assert.ok(Math.abs(finding.sigmaMax / numpy.sigmaMax - 1) < 1e-10);
    assert.ok(Math.abs(finding.spectralRadius! / numpy.spectralRadius - 1) < 1e-10);
    numpy.log10Growth.forEach((expected, k) => {
      assert.ok(Math.abs(finding.log10Growth![k]! - expected) < 1e-10, `k = ${k + 1}`);
    });
  });

  it('an exact zero is null and a non-square matrix has no verdict', async () => {
    const path = file('zero.json', '{"W_hh": [[0, 0], [1, 0]], "U": [[1, 2, 3], [4, 5, 6]]}');
    const [nilpotent, wide] = (await analyze(path, '--steps', '3', '--all')).files[0]!.findings;
    assert.deepEqual(nilpotent?.log10Growth, [0, null, null]);
    assert.equal(nilpotent.log10Gain, null);
    assert.deepEqual(wide?.shape, [2, 3]);
    assert.equal(wide.verdict, null);
    assert.equal(wide.log10Growth, null);
  });

  it('--steps and --activation change the verdict', async () => {
    const path = file('scalar.py', 'W_hh = np.array([[1.1]])\n');
    const verdict = async (...args: string[]): Promise<string | null | undefined> =>
      (await analyze(path, ...args)).files[0]!.findings[0]?.verdict;
    assert.equal(await verdict(), 'exploding');
    assert.equal(await verdict('--steps', '5'), 'stable');
    assert.equal(await verdict('--activation', 'sigmoid'), 'vanishing');
  });

  it('exit status: 0 fine, 1 a --fail-on verdict, 2 bad use or unreadable input', async () => {
    assert.equal((await run('analyze', article)).status, 0);
    assert.equal((await run('analyze', article, '--fail-on', 'vanishing')).status, 0);
    assert.equal((await run('analyze', article, '--fail-on', 'vanishing,exploding')).status, 1);
    const bad = [
      [],
      ['analyse', article],
      ['analyze'],
      ['analyze', article, '--steps', '0'],
      ['analyze', article, '--steps', 'ten'],
      ['analyze', article, '--activation', 'tan'],
      ['analyze', article, '--fail-on', 'bad'],
      ['analyze', article, '--frobnicate'],
      ['analyze', join(folder, 'missing.json')],
      ['analyze', folder],
      ['analyze', file('binary.json', Buffer.from([0xff, 0xfe, 0x00, 0x93]))],
      ['analyze', file('half.json', '{"W": [[1, 2], [3, 4]], "V": [[1, ')],
    ];
    for (const args of bad) {
      const { status, stdout, stderr } = await run(...args);
      assert.equal(status, 2, args.join(' '));
      assert.doesNotMatch(stdout + stderr, /^\s+at /m, 'no stack trace');
    }
  });

  it('bad input is named with its place, and the rest is still analyzed', async () => {
    const path = file('bad.py', 'U_hh = np.array([[1, 2], [3]])\nW = np.array([[1.0, 0], [0, 1]])\n');
    const [report] = (await analyze(path)).files;
    assert.equal(report?.findings.length, 1);
    assert.equal(report.errors.length, 1);
    assert.equal((report.errors[0]!.location as { line: number }).line, 1);
  });

  it('a matrix that nothing shows to recur is silent, and --all lists it without a verdict', async () => {
    const path = file('camera.py', 'K = np.array([[800.0, 0, 320], [0, 800, 240], [0, 0, 1]])\n');
    assert.deepEqual((await analyze(path)).files[0]!.findings, []);
    assert.equal((await run('analyze', path, '--format', 'lines')).stdout.trim(), '');
    const [camera] = (await analyze(path, '--all')).files[0]!.findings;
    const { role, evidence, verdict, severity, rule, log10Growth, remedies } = camera!;
    assert.deepEqual(
      { role, evidence, verdict, severity, rule, log10Growth, remedies },
      {
        role: 'unknown',
        evidence: [],
        verdict: null,
        severity: 'none',
        rule: null,
        log10Growth: null,
        remedies: [],
      },
    );
    assert.ok(Math.abs(camera!.spectralRadius! - 800) < 1e-9);
    const every = 'exploding,growing,stable,fading,vanishing';
    assert.equal((await run('analyze', path, '--all', '--fail-on', every)).status, 0);
  });

  it('a verdict says what shows the recurrence, and the recurrence where its horizon and its leak stand', async () => {
    const path = file(
      'leaky.py',
      ['M = 1.5 * np.eye(3)', 'for t in range(40):', '    h = 0.9 * h + 0.1 * np.tanh(M @ h)', ''].join('\n'),
    );
    const [finding] = (await analyze(path)).files[0]!.findings;
    assert.deepEqual(
      finding?.evidence.map(({ kind, text, location }) => [kind, text, location?.line]),
      [['feedback', 'line 3 feeds it back', 3]],
    );
    assert.deepEqual([finding.steps, finding.stepsFrom], [40, 'file']);
    assert.ok(Math.abs(finding.log10Gain! - 40 * Math.log10(1.05)) < 1e-9);
    const [asked] = (await analyze(path, '--steps', '7')).files[0]!.findings;
    assert.deepEqual([asked?.steps, asked?.stepsFrom], [7, 'argument']);
  });

  it('the activation around the product counts, also where a dot broadcasts it', async () => {
    const path = file('loop.jl', 'M = [0.5 0.1; 0.2 0.4]\nfor t in 1:40\n  global h = relu.(M * h)\nend\n');
    const [finding] = (await analyze(path)).files[0]!.findings;
    assert.equal(finding?.activation, 'relu');
  });

  it('the table is plain when it is not on a terminal, and names cannot rewrite it', async () => {
    const { stdout } = await run('analyze', article);
    assert.match(stdout, /W_exploding\s+2×2\s+▲ exploding\s+1\.28e5 in 29/);
    // oxlint-disable-next-line no-control-regex -- the point of the test
    assert.doesNotMatch(stdout, /\u001b/);
    const hostile = await run('analyze', file('name.json', '{"\\u001b[2J": [[1, 2], [3, 4]]}'));
    // oxlint-disable-next-line no-control-regex -- the point of the test
    assert.doesNotMatch(hostile.stdout, /\u001b/);
  });

  it('--version and --help', async () => {
    assert.equal((await run('--version')).stdout.trim(), manifest.version);
    assert.match((await run('--help')).stdout, /Exit status/);
  });
});
