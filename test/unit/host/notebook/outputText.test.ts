import assert from 'node:assert/strict';
import { outputSize, outputText } from '../../../../src/host/notebook/outputText';

const item = (mime: string, text: string) => ({ mime, data: new TextEncoder().encode(text) });
const stdout = (...pieces: string[]) => ({
  items: pieces.map((piece) => item('application/vnd.code.notebook.stdout', piece)),
});
const result = (text: string) => ({ items: [item('text/html', '<b>x</b>'), item('text/plain', text)] });

describe('outputText', () => {
  it('joins the pieces of a stream and sets outputs apart', () => {
    assert.equal(outputText('', [stdout('[[1, ', '2]]\n'), result('[[3, 4]]')]), '[[1, 2]]\n\n\n[[3, 4]]');
  });

  it('names a result by the last line and a print by the only print', () => {
    assert.equal(
      outputText('W = f()\nmodel.weight\n', [result('tensor([[1.]])')]),
      'model.weight\ntensor([[1.]])',
    );
    assert.equal(outputText('print(W)\n1 + 1', [stdout('[[1.]]'), result('2')]), 'W\n[[1.]]\n\n2');
    assert.equal(outputText('print(W)\nprint(V)', [stdout('[[1.]]')]), '[[1.]]');
    assert.equal(outputText('W = np.eye(2)', [result('[[1.]]')]), '[[1.]]');
  });

  it('takes no pictures, no HTML and no errors', () => {
    const outputs = [
      { items: [item('image/png', 'x'), item('application/vnd.code.notebook.error', '[[1, 2], [3, 4]]')] },
    ];
    assert.equal(outputText('W', outputs), '');
    assert.equal(outputSize(outputs), 0);
    assert.equal(outputSize([stdout('ab', 'c'), result('défi')]), 3 + 5);
  });
});
