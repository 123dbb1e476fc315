import assert from 'node:assert/strict';
import type { DetectableLanguage } from '../../../src/detect/candidate';
import { detection } from './found';

const tensors = (text: string, language: DetectableLanguage) =>
  detection(text, language).tensors.map(({ name, shape, data, range }) => {
    return [name, shape.join('×'), [...data], text.slice(range.start, range.end)];
  });
const lists = (text: string, language: DetectableLanguage) =>
  detection(text, language).lists.map(({ name, elements }) => [
    name,
    ...elements.map((element) =>
      typeof element === 'object' ? (element?.shape.join('×') ?? null) : element,
    ),
  ]);

describe('parts of cells', () => {
  it("a GRU's weights in one list, its biases a matrix of two rows", () => {
    const rows = (count: number) => JSON.stringify(Array.from({ length: count }, () => [1, 2, 3, 4, 5, 6]));
    const found = (...weights: string[]) => lists(`{"weights": [${weights.join(', ')}]}`, 'json');
    assert.deepEqual(found(rows(1), rows(2), rows(2)), [['weights', '1×6', '2×6', '2×6']]);
    assert.deepEqual(found(rows(1), rows(3), rows(2)), []);
    assert.deepEqual(found(rows(1), rows(2), rows(3)), []);
    assert.deepEqual(found(rows(1), rows(2)), []);
    assert.deepEqual(found(rows(1), rows(2), rows(2), rows(2)), []);
  });

  it('biases, rows and columns in every language, by their names', () => {
    const bias = ['rnn.bias_hh_l0', '2', [0.5, -1], '[0.5, -1]'];
    assert.deepEqual(tensors('{"rnn": {"bias_hh_l0": [0.5, -1], "losses": [3, 2]}}', 'json'), [bias]);
    assert.deepEqual(tensors('rnn:\n  bias_hh_l0: [0.5, -1]\n  sizes: [3, 2]\n', 'yaml'), [bias]);
    assert.deepEqual(tensors('[rnn]\nbias_hh_l0 = [0.5, -1]\n', 'toml'), [bias]);
    assert.deepEqual(tensors('bh = [0.5; -1];\nx = [1 2 3];\n', 'matlab'), [
      ['bh', '2×1', [0.5, -1], '[0.5; -1]'],
    ]);
    assert.deepEqual(tensors('self.bh = np.array([0.5, -1])\nys = [3, 2]\n', 'python'), [
      ['self.bh', '2', [0.5, -1], 'np.array([0.5, -1])'],
    ]);
    assert.deepEqual(tensors("('rnn.bias_hh_l0', tensor([ 0.5000, -1.0000]))", 'plaintext'), [
      ['rnn.bias_hh_l0', '2', [0.5, -1], 'tensor([ 0.5000, -1.0000])'],
    ]);
    assert.deepEqual(tensors('b_h = [ 0.5 -1. ]\nepoch [1 2] [3]\n', 'plaintext'), [
      ['b_h', '2', [0.5, -1], '[ 0.5 -1. ]'],
    ]);
    assert.deepEqual(tensors('{"weight_ih_l0": [[1], [2], [3], [4]]}', 'json'), [
      ['weight_ih_l0', '4×1', [1, 2, 3, 4], '[[1], [2], [3], [4]]'],
    ]);
  });

  it('none that is broken, ignored or named otherwise', () => {
    for (const text of [
      '{"bias": [1, "x"]}',
      '{"bias": [NaN, 1]}',
      '{"bias": []}',
      '{"labels": [1, 2]}',
      '{"tags": [[1, 2]]}',
    ]) {
      assert.deepEqual(tensors(text, 'json'), [], text);
    }
    assert.deepEqual(tensors('bh = np.array([1.0, 2.0])  # gradient-lens-ignore', 'python'), []);
  });

  it('the tensor that takes a value names it', () => {
    const names = (text: string) => detection(text, 'python').matrices.map(({ name }) => name);
    assert.deepEqual(names('rnn.weight_hh_l0.copy_(torch.eye(2))'), ['rnn.weight_hh_l0']);
    assert.deepEqual(names('cell.kernel.assign(np.array([[1., 2.], [3., 4.]]))'), ['cell.kernel']);
    assert.deepEqual(names("OrderedDict([('rnn.weight_hh_l0', tensor([[1., 2.], [3., 4.]]))])"), [
      'rnn.weight_hh_l0',
    ]);
    assert.deepEqual(names('show(np.array([[1., 2.], [3., 4.]]))'), ['matrix']);
  });

  it('the weights of a Keras layer in one list', () => {
    const [k, r] = ['[[0.1, 0.2]]', '[[0.5, 0.1], [0.2, 0.4]]'];
    assert.deepEqual(lists(`layer.set_weights([np.array(${k}), rec, np.array([0.0, 0.1])])`, 'python'), [
      ['layer', '1×2', 'rec', '2'],
    ]);
    assert.deepEqual(
      lists(`rnn = SimpleRNN(2, weights=[np.array(${k}), np.array(${r}), np.zeros(2)])`, 'python'),
      [['rnn', '1×2', '2×2', null]],
    );
    assert.deepEqual(lists(`{"lstm": {"weights": [${k}, ${r}, [0.0, 0.1]]}}`, 'json'), [
      ['lstm.weights', '1×2', '2×2', '2'],
    ]);
    assert.deepEqual(lists(`rnn: [${k}, ${r}, [0, 1]]`, 'yaml'), [['rnn', '1×2', '2×2', '2']]);
    assert.deepEqual(lists(`{"a": [${k}, ${r}], "b": [[1, 2], [3]], "c": [${k}, 5]}`, 'json'), []);
  });

  it('the weights that Keras prints', () => {
    const printed =
      '>>> LSTM.get_weights()\n[array([[0.1, 0.2]], dtype=float32), array([[0.5, 0.1],\n       [0.2, 0.4]], dtype=float32),\n array([0., 0.1], dtype=float32)]\n';
    assert.deepEqual(lists(printed, 'plaintext'), [['matrix', '1×2', '2×2', '2']]);
    assert.deepEqual(lists(`rnn = ${printed.slice(printed.indexOf('['))}`, 'plaintext'), [
      ['rnn', '1×2', '2×2', '2'],
    ]);
    assert.deepEqual(lists('x[array([1]), array([2])] and [array([[1, 2]]) | array([3])]', 'plaintext'), []);
    assert.deepEqual(lists('[array([1]), '.repeat(5000), 'plaintext'), []);
  });

  it('hostile texts cost little and say little', () => {
    const many = `{"a": [${'{"bias": [1, 2]},'.repeat(30_000)} 1]}`;
    assert.equal(detection(many, 'json').tensors.length, 2000);
    assert.deepEqual(detection('['.repeat(50_000), 'plaintext').tensors, []);
    assert.deepEqual(detection('b = [1 '.repeat(30_000), 'plaintext').tensors, []);
    assert.deepEqual(lists(`x.set_weights([${'x.set_weights(['.repeat(500)}`, 'python'), []);
    assert.equal(lists('x.set_weights([a, b, c])\n'.repeat(400), 'python').length, 200);
  });
});
