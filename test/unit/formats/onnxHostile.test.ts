import assert from 'node:assert/strict';
import { recognize } from '../../../src/core/recurrence/layout/recognize';
import { FormatError } from '../../../src/formats/formatError';
import { bytes, fixtureBytes, openBytes, uint } from './fixture';

function varint(value: number): Uint8Array {
  const out: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    out.push((rest % 128) | (rest >= 128 ? 128 : 0));
    if (rest < 128) return Uint8Array.from(out);
  }
}
const message = (number: number, ...content: readonly (string | Uint8Array)[]): Uint8Array => {
  const inner = bytes(...content);
  return bytes(varint(8 * number + 2), varint(inner.length), inner);
};
const number = (field: number, value: number): Uint8Array => bytes(varint(8 * field), varint(value));
/** An attribute: its name, then fields of its value. */
const attribute = (name: string, ...value: readonly Uint8Array[]): Uint8Array =>
  message(5, message(1, name), ...value);
const node = (op: string, inputs: readonly string[], output: string, ...attributes: readonly Uint8Array[]) =>
  message(
    1,
    ...inputs.map((name) => message(1, name)),
    message(2, output),
    message(3, output),
    message(4, op),
    ...attributes,
  );
/** A tensor of float32, all zero. */
const tensor = (name: string, ...shape: readonly number[]) =>
  message(
    5,
    ...shape.map((length) => number(1, length)),
    number(2, 1),
    message(8, name),
    message(9, new Uint8Array(4 * shape.reduce((a, b) => a * b, 1))),
  );
const model = (...graph: readonly Uint8Array[]) => bytes(number(1, 8), message(7, ...graph));
const weights = [tensor('W', 1, 8, 3), tensor('R', 1, 8, 2), tensor('B', 1, 16)];
const open = (...graph: readonly Uint8Array[]) => openBytes('m.onnx', model(...graph));

/** What is recognized of an LSTM with these attributes. */
async function lstm(...attributes: readonly Uint8Array[]) {
  const catalog = await open(node('LSTM', ['x', 'W', 'R', 'B'], 'y', ...attributes), ...weights);
  return recognize(catalog.entries, { metadata: catalog.metadata });
}

describe('hostile ONNX graphs', () => {
  it('made by hand are read', async () => {
    const { cell, unrecognized } = await lstm(attribute('hidden_size', number(3, 2), number(20, 2)));
    assert.deepEqual([cell.length, unrecognized], [1, []]);
  });
  const attributes: Readonly<Record<string, Uint8Array>> = {
    'a direction that is none': attribute('direction', message(4, 'sideways')),
    'a direction of two for weights of one': attribute('direction', message(4, 'bidirectional')),
    'activations that are not known': attribute(
      'activations',
      message(9, 'Os'),
      message(9, '__proto__'),
      message(9, ''),
    ),
    'too few activations': attribute('activations', message(9, 'Tanh')),
    'a clip that is no number': attribute('clip', bytes(0x15, uint(0x7fc00000, 4))),
    'a negative clip': attribute('clip', bytes(0x15, uint(0xbf800000, 4))),
    'alphas that are infinite': attribute('activation_alpha', bytes(0x3d, uint(0x7f800000, 4))),
    'a hidden size that is not the weights’': attribute('hidden_size', number(3, 2 ** 40)),
    'a layout that is none': attribute('layout', number(3, 7)),
    'an attribute without a name': message(5, number(3, 1)),
    'a graph for a number': attribute('hidden_size', message(6, message(6, new Uint8Array(9)))),
  };
  for (const [what, content] of Object.entries(attributes)) {
    it(`${what}: a cell, a word, or a sentence`, async () => {
      try {
        const { cell, unrecognized } = await lstm(content);
        for (const { hiddenSize, steps } of cell) assert.deepEqual([hiddenSize, steps], [2, undefined]);
        assert.ok(cell.length + unrecognized.length <= 2);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
      }
    });
  }
  it('whose weights go round in a circle end', async () => {
    const circle = [
      node('Identity', ['R2'], 'R1'),
      node('Transpose', ['R1'], 'R2'),
      node('Concat', ['R1', 'R2', 'R1'], 'R3'),
    ];
    const catalog = await open(...circle, node('LSTM', ['x', 'W', 'R3', 'B'], 'y'), ...weights);
    assert.deepEqual(recognize(catalog.entries, { metadata: catalog.metadata }).cell, []);
  });
  it('whose weights double along a chain end', async () => {
    const chain = Array.from({ length: 60 }, (_, i) =>
      node('Concat', [`c${i}`, `c${i}`], `c${i + 1}`, attribute('axis', number(3, 0))),
    );
    await open(tensor('c0', 1, 8, 2), ...chain, node('LSTM', ['x', 'W', 'c60', 'B'], 'y'), ...weights).catch(
      (error: unknown) => {
        if (!(error instanceof FormatError)) throw error;
      },
    );
  });
  it('with graphs in graphs, 2,000 deep, end', async () => {
    let graph = bytes(node('LSTM', ['x', 'W', 'R', 'B'], 'y'), ...weights);
    for (let depth = 0; depth < 2000; depth++)
      graph = node('If', ['c'], 'y', attribute('then_branch', message(6, graph)));
    await open(graph).catch((error: unknown) => {
      if (!(error instanceof FormatError)) throw error;
    });
  });
  it('cut anywhere within the attributes end', async () => {
    const whole = fixtureBytes('containers/lstm.onnx');
    for (let length = 1; length < whole.length; length += 41)
      await openBytes('m.onnx', whole.subarray(0, length)).catch((error: unknown) => {
        if (!(error instanceof FormatError)) throw error;
      });
  });
});
