import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../src/core/analysis';
import { applyEdits } from '../../../src/core/textEdit';
import { DocumentAnalysis } from '../../../src/analysis/document/documentAnalysis';

const options = { steps: 29, activation: 'tanh', thresholds: defaultThresholds } as const;
const text =
  'import torch\nW = torch.tensor([[1.5, 0.5], [0.25, 0.5]])\nlstm = torch.nn.LSTM(2, 2)\n' +
  'opt = torch.optim.SGD(lstm.parameters(), 0.1)\nlstm(x).backward()\nopt.step()\n';

describe('DocumentAnalysis.rewrite', () => {
  it('gives the edits for the span of a finding, joined where they are many, and the figures reached', async () => {
    const analysis = new DocumentAnalysis();
    const report = await analysis.document({ text, languageId: 'python', options, limits: { size: 512 } });
    const { range } = report.findings[0]!;
    const reshape = { kind: 'sigma-max', target: 0.5 } as const;
    const params = { text, languageId: 'python', range, reshape, precision: 'float64' } as const;
    const each = await analysis.rewrite({ ...params, maxEdits: 100 });
    const joined = await analysis.rewrite({ ...params, maxEdits: 1 });
    assert.equal(each.edits.length, 4);
    assert.equal(joined.edits.length, 1);
    assert.equal(applyEdits(text, joined.edits), applyEdits(text, each.edits));
    assert.ok(Math.abs(each.sigmaMax - 0.5) < 1e-15);
    assert.ok(each.spectralRadius! < 0.5);
  });

  it('a language that is not read is refused', async () => {
    const params = { text: '[[1, 2], [3, 4]]', languageId: 'cobol', range: { start: 0, end: 16 } };
    const reshape = { kind: 'polar', gain: 1 } as const;
    await assert.rejects(
      new DocumentAnalysis().rewrite({ ...params, reshape, precision: 'literal', maxEdits: 1 }),
      { name: 'RewriteError' },
    );
  });

  it('is canceled by its checkpoint', async () => {
    const range = { start: 0, end: 16 };
    const reshape = { kind: 'polar', gain: 1 } as const;
    const stop = () => {
      throw new Error('stopped');
    };
    const big = `[${Array.from({ length: 64 }, (_, i) => `[${Array.from({ length: 64 }, (_, j) => (i === j ? 2 : 0)).join(',')}]`).join(',')}]`;
    const params = { text: big, languageId: 'json', reshape, precision: 'literal', maxEdits: 1 } as const;
    await assert.rejects(
      new DocumentAnalysis().rewrite({ ...params, range: { ...range, end: big.length } }, stop),
      /stopped/,
    );
  });

  it('the report carries the training loops', async () => {
    const request = { text, languageId: 'python', options, limits: { size: 512 } };
    const { trainingLoops } = await new DocumentAnalysis().document(request);
    assert.deepEqual(
      trainingLoops.map(({ kind, concern }) => [kind, concern !== null]),
      [
        ['forget-bias', false],
        ['clip-pytorch', true],
      ],
    );
    assert.equal(
      text.slice(trainingLoops[1]!.range.start, trainingLoops[1]!.range.end),
      'lstm(x).backward()\nopt.step()',
    );
  });
});
