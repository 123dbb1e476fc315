import assert from 'node:assert/strict';
import { DocumentAnalysis } from '../../../src/analysis/document/documentAnalysis';
import { defaultThresholds } from '../../../src/core/analysis';
import { cellHoverText, cellLensTitle, cellMessage } from '../../../src/host/cell/text';

const rows = (count: number): number[][] =>
  Array.from({ length: count }, (_, i) => [Math.cos(i) / 2, Math.sin(2 * i) / 2]);
const text = JSON.stringify({
  net_1: { weight_ih_l0: rows(8), weight_hh_l0: rows(8), bias_ih_l0: rows(4).flat() },
});
const cellOf = async (size = 512) => {
  const options = { steps: 50, activation: 'tanh', thresholds: defaultThresholds } as const;
  return (await new DocumentAnalysis().document({ text, languageId: 'json', options, limits: { size } }))
    .cells[0]!;
};

describe('the words for a cell in a text', () => {
  it('lens and squiggle name the cell, its gain and its horizon', async () => {
    const cell = await cellOf();
    assert.match(cellLensTitle(cell), /^▼ vanishing · LSTM, H = 2 · gain \S+ to \S+ over 50 steps$/);
    assert.match(
      cellMessage(cell.record!),
      /^Exploding gradients in net_1 \(LSTM\): gain \S+ to \S+ over 50 steps\.$/,
    );
    const open = { ...cell, record: { ...cell.record!, verdict: 'undetermined' } };
    assert.match(cellLensTitle(open), /^◇ undetermined · LSTM/);
    assert.equal(cellLensTitle(await cellOf(1)), 'cell of 2 units · over the size limit, not analyzed');
  });

  it('the hover says why it recurs, what follows, and the gates in their order', async () => {
    const { record } = await cellOf();
    const hover = cellHoverText(record!, 'recurrent: the reason', [{ label: 'Why', uri: 'command:x' }]);
    assert.match(
      hover,
      /^\*\*▼ Vanishing\*\* · net\\_1 · LSTM layer 0 · H = 2 · tanh {2}\nrecurrent: the reason {2}\nThe gradient is a tenth after/,
    );
    const gates = [...hover.matchAll(/^\| (\w)&emsp;/gm)].map(([, gate]) => gate);
    assert.deepEqual(gates, ['i', 'f', 'g', 'o']);
    assert.match(hover, /\[Why\]\(command:x\)$/);
    assert.ok(hover.split('\n').length < 20);
    // A block of gates has no powers and no figure of a step.
    assert.doesNotMatch(hover, /one step|has no powers/);
  });
});
