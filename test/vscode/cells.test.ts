import assert from 'node:assert/strict';
import { diagnosticsOf, hoverAt, lensTitles, openText } from './editor';

const rnn = `{
  "rnn.weight_ih_l0": [[0.5, 0.1], [0.2, 0.4]],
  "rnn.weight_hh_l0": [[1.5, 0.0], [0.0, 0.5]],
  "rnn.bias_hh_l0": [0.0, 0.0]
}`;

describe('a cell whose tensors stand in a text', () => {
  it('has one lens and a hover at its recurrent weights; what it loses over a default horizon is no squiggle', async () => {
    const document = await openText(rnn, 'json');
    const titles = await lensTitles(document);
    assert.equal(titles.length, 1);
    assert.match(titles[0]!, /^▼ vanishing · RNN, H = 2 · /);
    const hover = await hoverAt(document, '[[1.5');
    assert.match(hover, /\*\*▼ Vanishing\*\* · rnn · RNN layer 0 · H = 2 · tanh/);
    assert.match(hover, /Near rest gradients explode/);
    assert.deepEqual(diagnosticsOf(document), []);
    assert.ok(hover.split('\n').length < 20);
    // Its input weights multiply no output of theirs.
    assert.doesNotMatch(await hoverAt(document, '[[0.5'), /σ|recurrent/);
  });
});
