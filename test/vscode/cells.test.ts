import assert from 'node:assert/strict';
import { codeOf, diagnosticsWhen, hoverAt, lensTitles, openText } from './editor';

const rnn = `{
  "rnn.weight_ih_l0": [[0.5, 0.1], [0.2, 0.4]],
  "rnn.weight_hh_l0": [[1.5, 0.0], [0.0, 0.5]],
  "rnn.bias_hh_l0": [0.0, 0.0]
}`;

describe('a cell whose tensors stand in a text', () => {
  it('has one lens, one squiggle and a hover at its recurrent weights', async () => {
    const document = await openText(rnn, 'json');
    const [diagnostic] = await diagnosticsWhen(document, 1);
    assert.equal(codeOf(diagnostic!), 'gain-exploding');
    assert.equal(document.getText(diagnostic!.range), '[[1.5, 0.0], [0.0, 0.5]]');
    assert.match(diagnostic!.message, /^Exploding gradients in rnn \(RNN\): gain 4\.1e17 over 100 steps\.$/);
    assert.deepEqual(await lensTitles(document), ['▲ exploding · RNN, H = 2 · gain 4.1e17 over 100 steps']);
    const hover = await hoverAt(document, '[[1.5');
    assert.match(hover, /\*\*▲ Exploding\*\* · rnn · RNN layer 0 · H = 2 · tanh/);
    assert.ok(hover.split('\n').length < 20);
    // Its input weights multiply no output of theirs.
    assert.doesNotMatch(await hoverAt(document, '[[0.5'), /σ|recurrent/);
  });
});
