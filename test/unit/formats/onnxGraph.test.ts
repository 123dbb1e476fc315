import assert from 'node:assert/strict';
import { recognize } from '../../../src/core/recurrence/layout/recognize';
import { denseChains } from '../../../src/formats/onnx/denseNodes';
import { feederOf } from '../../../src/formats/onnx/feeder';
import { Scope } from '../../../src/formats/onnx/scope';
import { MemorySource } from '../../../src/formats/memorySource';
import { openCatalog } from '../../../src/formats/open';

const node = (op: string, inputs: string[], output: string, attributes: [string, number][] = []) => ({
  ...{ name: '', op, inputs, outputs: [output] },
  attributes: new Map(attributes),
});
const told = (nodes: ReturnType<typeof node>[], ...stored: string[]): string[] =>
  denseChains(nodes, new Set(stored)).map((chain) =>
    chain.map(({ tensor, orientation }) => `${tensor} ${orientation}`).join(', '),
  );

describe('what feeds a recurrent node', () => {
  const scopeOf = (...nodes: ReturnType<typeof node>[]): Scope => {
    const scope = new Scope('inner/', null);
    for (const one of nodes) scope.makers.set(one.outputs[0]!, one);
    return scope;
  };
  const below = { ...node('LSTM', ['x', 'w', 'r'], 'y'), name: 'below' };
  const feeder = (...nodes: ReturnType<typeof node>[]): string | undefined =>
    feederOf(node('GRU', ['z', 'w2', 'r2'], 'end'), scopeOf(below, ...nodes));

  it('is another one, with nothing but axes put otherwise between them', () => {
    assert.equal(feeder(node('Transpose', ['y'], 't'), node('Reshape', ['t', 's'], 'z')), 'inner/below');
    assert.equal(feeder(node('Squeeze', ['y', 'axes'], 'z')), 'inner/below');
  });

  it('is nothing where the numbers change on the way, where the graph ends or goes in circles', () => {
    assert.equal(feeder(node('Relu', ['y'], 'z')), undefined);
    assert.equal(feeder(node('Identity', ['outside'], 'z')), undefined);
    assert.equal(feeder(node('Identity', ['u'], 'z'), node('Cast', ['z'], 'u')), undefined);
    assert.equal(feederOf(node('GRU', [], 'end'), scopeOf()), undefined);
  });
});

describe('the graph of an ONNX model', () => {
  it('chains dense layers with what passes on its input between them', () => {
    const nodes = [
      node('Gemm', ['x', 'w9', 'b'], 'a', [['transB', 1]]),
      node('Relu', ['a'], 'r'),
      node('MatMul', ['r', 'w2'], 'm'),
      node('Add', ['m', 'b'], 'n'),
      node('Gemm', ['n', 'w5', 'b'], 'y'),
    ];
    assert.deepEqual(told(nodes, 'w9', 'w2', 'w5', 'b'), ['w9 col, w2 row, w5 row']);
  });

  it('chains nothing side by side, nothing of a branch, nothing through an operator that does more', () => {
    const parallel = [
      node('MatMul', ['x', 'q'], 'a'),
      node('MatMul', ['x', 'k'], 'b'),
      node('MatMul', ['a', 'b'], 'c'),
    ];
    assert.deepEqual(told(parallel, 'q', 'k'), []);
    const branch = [
      node('MatMul', ['x', 'up'], 'a'),
      node('Relu', ['a'], 'b'),
      node('MatMul', ['b', 'down'], 'c'),
      node('Add', ['c', 'x'], 'y'),
    ];
    assert.deepEqual(told(branch, 'up', 'down'), []);
    for (const op of ['Conv', 'Mul', 'Softmin'])
      assert.deepEqual(
        told(
          [node('MatMul', ['x', 'a'], 'p'), node(op, ['p'], 'q'), node('MatMul', ['q', 'b'], 'y')],
          'a',
          'b',
        ),
        [],
      );
    const two = [
      node('MatMul', ['x', 'a'], 'p'),
      node('MatMul', ['p', 'b'], 'q'),
      node('MatMul', ['p', 'c'], 'r'),
    ];
    assert.deepEqual(told(two, 'a', 'b', 'c'), []);
  });

  it('is not lost in a circle, and a hundred thousand uses of one value take no time', () => {
    assert.deepEqual(told([node('MatMul', ['b', 'w'], 'a'), node('MatMul', ['a', 'v'], 'b')], 'w', 'v'), []);
    const many = Array.from({ length: 100_000 }, (_, i) => node('MatMul', ['x', 'w'], `y${i}`));
    assert.deepEqual(told(many, 'w'), []);
  });

  it('is read from the file, whatever the tensors are called, and weighs more than their numbers', async () => {
    const matrix = (name: string): Buffer =>
      field(5, field(1, 4), field(1, 4), field(2, 1), field(8, name), field(9, Buffer.alloc(64)));
    const gemm = (x: string, w: string, y: string): Buffer =>
      field(1, field(1, x), field(1, w), field(2, y), field(4, 'MatMul'));
    const open = async (...nodes: Buffer[]) => {
      const graph = field(7, ...nodes, matrix('fc1.weight'), matrix('fc2.weight'));
      const bytes = new Uint8Array(Buffer.concat([field(1, 8), graph]));
      const { entries, metadata } = await openCatalog(new MemorySource('m.onnx', bytes));
      return recognize(entries, { metadata }).feedforward;
    };
    const [chain] = await open(gemm('x', 'fc2.weight', 'a'), gemm('a', 'fc1.weight', 'y'));
    assert.deepEqual(
      [chain!.order, chain!.layers.map(({ tensor }) => tensor)],
      ['graph', ['fc2.weight', 'fc1.weight']],
    );
    assert.deepEqual(await open(gemm('x', 'fc1.weight', 'a'), gemm('x', 'fc2.weight', 'b')), []);
  });

  it('what another file keeps under that name is heard out', () => {
    for (const text of [
      '{',
      '3',
      '[3]',
      '[[null, 4, {}, {"tensor": 3, "orientation": 1}]]',
      '[[{"tensor": "a", "orientation": "col"}]]',
    ])
      assert.deepEqual(recognize([], { metadata: new Map([['onnx.chains', text]]) }).feedforward, []);
  });
});

/** A field of a protobuf message: a varint below 128, a text, or a message of further fields. */
function field(number: number, ...parts: readonly (number | string | Buffer)[]): Buffer {
  const [only] = parts;
  if (typeof only === 'number') return Buffer.from([number << 3, only]);
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : (part as Buffer))),
  );
  const length: number[] = [];
  for (let rest = body.length; ; rest >>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) break;
  }
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), body]);
}
