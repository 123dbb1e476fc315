import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { defaultThresholds } from '../../../src/core/analysis';
import { fromRows } from '../../../src/core/linalg/matrix';
import { contentHash } from '../../../src/analysis/contentHash';
import { DocumentAnalysis } from '../../../src/analysis/document/documentAnalysis';
import { MatrixCache } from '../../../src/analysis/document/matrixCache';

const options = { steps: 29, activation: 'tanh', thresholds: defaultThresholds } as const;
const limits = { size: 512 };
const article = 'W = np.array([[1.5, 0.0], [0.0, 0.5]])\nV = np.array([[1, 2, 3], [4, 5, 6]])\n';

describe('DocumentAnalysis', () => {
  it('panel: every singular value of every power, the norm first', async () => {
    const analysis = new DocumentAnalysis();
    const { findings } = await analysis.document({ text: article, languageId: 'python', options, limits });
    const { spectrum } = analysis.panel({ key: findings[0]!.key, options });
    assert.equal(spectrum?.total, 2);
    assert.deepEqual(spectrum.indices, [0, 1]);
    assert.equal(spectrum.steps.length, 29);
    assert.ok(Math.abs(spectrum.curves[0]![28]! - 29 * Math.log10(1.5)) < 1e-10);
    assert.ok(Math.abs(spectrum.curves[1]![28]! - 29 * Math.log10(0.5)) < 1e-10);
    assert.equal(analysis.panel({ key: findings[1]!.key, options }).spectrum, null);
  });

  it('in full, or for a panel that knows the text: how far the gain holds for what rounds to the matrix', async () => {
    const analysis = new DocumentAnalysis();
    const literal = '[[1.0641, 3.0318], [-0.0661, 0.8929]]';
    const text = `W_hh = np.array(${literal})\n`;
    const request = { text, languageId: 'python', options, limits } as const;
    const { findings } = await analysis.documentInFull(request);
    const [{ key, analysis: found }] = findings as [(typeof findings)[number]];
    assert.deepEqual(found?.sensitivity?.rounding, { decimals: 4 });
    assert.deepEqual(analysis.panel({ key, options, literal }).analysis.sensitivity, found.sensitivity);
    // Nobody asks for it where a document is only reported, nor of numbers that the text does not hold.
    assert.equal(analysis.panel({ key, options }).analysis.sensitivity, undefined);
    assert.equal(
      analysis.panel({ key, options, literal: text.slice(0, 30) }).analysis.sensitivity,
      undefined,
    );
  });

  it('says the same of the matrix of a leaky step', async () => {
    const analysis = new DocumentAnalysis();
    const literal = '[[0.9912, 0.4127], [-0.1234, 1.0812]]';
    const text = `W_hh = np.array(${literal})\nh = np.zeros(2)\nfor t in range(50):\n    h = 0.7 * h + 0.3 * np.tanh(W_hh @ h)\n`;
    const request = { text, languageId: 'python', options, limits } as const;
    const [found] = (await analysis.documentInFull(request)).findings;
    assert.deepEqual(found?.options.leak, { keep: 0.7, gain: 0.3 });
    assert.deepEqual(found.analysis?.sensitivity?.rounding, { decimals: 4 });
    const { firstOrder } = found.analysis.sensitivity;
    assert.ok(firstOrder! > 0 && firstOrder! < 0.3 * 50 * 1e-4, `${firstOrder}`);
  });

  it('values: numbers that stand in no text are analyzed and kept for the panel', () => {
    const analysis = new DocumentAnalysis();
    const matrix = fromRows([
      [1.5, 0],
      [0, 0.5],
    ]);
    const { name, key, shape, summary } = analysis.values({ name: 'W', matrix, options, limits });
    assert.deepEqual([name, shape, summary?.verdict?.name], ['W', [2, 2], 'exploding']);
    assert.equal(analysis.panel({ key, options }).spectrum?.total, 2);
  });

  it('remedies in the panel carry the curve afterward', async () => {
    const analysis = new DocumentAnalysis();
    const { key } = (await analysis.document({ text: article, languageId: 'python', options, limits }))
      .findings[0]!;
    const { remedies } = analysis.panel({ key, options }).analysis;
    assert.deepEqual(
      remedies.filter(({ growth }) => growth).map(({ name }) => name),
      ['rescale', 'orthogonal'],
    );
  });

  it('a long horizon is downsampled for the chart, both ends kept', async () => {
    const analysis = new DocumentAnalysis();
    const { key } = await analysis.expression({ source: 'diag([1.01, 0.99])', options, limits });
    const { spectrum, analysis: found } = analysis.panel({ key, options: { ...options, steps: 1000 } });
    assert.equal(found.figures.growth?.length, 1000);
    assert.ok(spectrum!.steps.length <= 240);
    assert.equal(spectrum!.steps[0], 1);
    assert.equal(spectrum!.steps.at(-1), 1000);
  });

  it('a matrix over the limit is found and not analyzed', async () => {
    const { findings } = await new DocumentAnalysis().document({
      text: 'W = 0.9 * np.eye(64)\n',
      languageId: 'python',
      options,
      limits: { size: 63 },
    });
    assert.deepEqual(findings[0]?.shape, [64, 64]);
    assert.equal(findings[0].summary, null);
  });

  it('the report says the same few figures of every matrix; curves and spectra are asked for by key', async () => {
    const analysis = new DocumentAnalysis();
    const oblong = JSON.stringify(
      Array.from({ length: 9 }, (_, i) => Array.from({ length: 8 }, (_, j) => i - j)),
    );
    const source = Array.from(
      { length: 20 },
      (_, i) => `W${i} = ${1 + i / 20} * np.eye(40)\nV${i} = ${oblong}`,
    );
    const request = { languageId: 'python', options: { ...options, steps: 500 }, limits, asked: true };
    const report = await analysis.document({ ...request, text: source.join('\n') });
    assert.equal(report.findings.length, 40);
    for (const finding of report.findings) {
      const message = JSON.stringify(finding);
      assert.ok(message.length < 4096, `${finding.name}: ${message.length} bytes`);
      assert.doesNotMatch(message, /"(figures|singularValues|eigenvalues|growth)":[[{]/);
    }
    const { key, summary, options: own } = report.findings[0]!;
    const { figures } = analysis.analysis({ key, options: own });
    assert.equal(figures.growth?.length, 500);
    assert.equal(figures.singularValues.length, 40);
    assert.deepEqual(
      [summary!.log10Gains!.length, summary!.log10Gains!.at(-1), summary!.largestSigmas.length],
      [40, figures.growth.at(-1), 6],
    );
    const whole = await analysis.documentInFull({ ...request, text: source[0]! });
    assert.equal(whole.findings[0]?.analysis?.figures.growth?.length, 500);
  });

  it('an unknown language holds nothing', async () => {
    const { findings } = await new DocumentAnalysis().document({
      text: article,
      languageId: 'cobol',
      options,
      limits,
    });
    assert.deepEqual(findings, []);
  });

  it('stops where the checkpoint throws', async () => {
    const stop = (): never => {
      throw new Error('enough');
    };
    await assert.rejects(
      new DocumentAnalysis().document({ text: article, languageId: 'python', options, limits }, stop),
      /enough/,
    );
  });

  it('the Python script reproduces the figures in numpy', async function () {
    if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) this.skip();
    const analysis = new DocumentAnalysis();
    const { key } = await analysis.expression({ source: 'randn(12) * 0.3', options, limits });
    const { figures, verdict } = analysis.panel({
      key,
      options: { ...options, activation: 'silu' },
    }).analysis;
    const script = analysis.python({
      key,
      name: 'evil"""\nimport os',
      options: { ...options, activation: 'silu' },
    });
    const { stdout, stderr } = spawnSync('python3', ['-'], { input: script, encoding: 'utf8' });
    assert.equal(stderr, '');
    const printed = (label: string): number => Number(new RegExp(`${label} (\\S+)`).exec(stdout)?.[1]);
    assert.ok(Math.abs(printed('sigma_max') / figures.sigmaMax - 1) < 1e-10);
    assert.ok(Math.abs(printed('rho') / figures.spectralRadius!.value - 1) < 1e-10);
    assert.ok(Math.abs(printed('log10 gain') - verdict!.log10Gain!) < 1e-10);
  });
});

describe('MatrixCache', () => {
  it('knows a matrix by its content', () => {
    const cache = new MatrixCache();
    assert.equal(
      cache.add(
        fromRows([
          [1, 2],
          [3, 4],
        ]),
      ),
      cache.add(
        fromRows([
          [1, 2],
          [3, 4],
        ]),
      ),
    );
  });

  it('lets the least recently used go, and says so when it is asked for', () => {
    const cache = new MatrixCache();
    const first = cache.add(fromRows([[7]]));
    for (let i = 0; i < 5; i++)
      cache.add({ rows: 2048, columns: 2048, data: new Float64Array(2048 * 2048).fill(i) });
    assert.throws(() => cache.matrix(first), { name: 'UnknownMatrixError' });
  });

  it('hashes tell apart neighbors: one bit, shape, order', () => {
    const matrices = [
      fromRows([
        [1, 2],
        [3, 4],
      ]),
      fromRows([
        [2, 1],
        [3, 4],
      ]),
      fromRows([[1, 2, 3, 4]]),
      fromRows([
        [1 + Number.EPSILON, 2],
        [3, 4],
      ]),
      fromRows([
        [-1, 2],
        [3, 4],
      ]),
      fromRows([
        [0, 2],
        [3, 4],
      ]),
      fromRows([
        [0.5, 2],
        [3, 4],
      ]),
    ];
    assert.equal(new Set(matrices.map(contentHash)).size, matrices.length);
  });

  it('a longer horizon extends the curve and a shorter one cuts it', () => {
    const cache = new MatrixCache();
    const key = cache.add(
      fromRows([
        [2, 0],
        [0, 1],
      ]),
    );
    const gain = (steps: number) => cache.analysis(key, { ...options, steps }).verdict?.log10Gain;
    assert.ok(Math.abs(gain(10)! - 10 * Math.log10(2)) < 1e-12);
    assert.ok(Math.abs(gain(20)! - 20 * Math.log10(2)) < 1e-12);
    assert.ok(Math.abs(gain(5)! - 5 * Math.log10(2)) < 1e-12);
  });
});
