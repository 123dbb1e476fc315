import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Node } from '../../../src/formats/onnx/recurrentNode';
import { Scope } from '../../../src/formats/onnx/scope';
import { stepsOf } from '../../../src/formats/onnx/sequenceLength';
import { openBytes } from './fixture';

const cases = (file: string): Uint8Array => new Uint8Array(readFileSync(`test/cases/checkpoints/${file}`));

describe('graphs within graphs of ONNX', () => {
  it('give their tensors names of their own', async () => {
    const { entries, metadata } = await openBytes('m.onnx', cases('if_branch.onnx'));
    assert.equal(new Set(entries.map(({ name }) => name)).size, entries.length);
    assert.match(metadata.get('onnx.recurrentNodes')!, /then_branch/);
  });
  it('that are cut anywhere get a sentence or are read', async () => {
    const whole = cases('slice_concat.onnx');
    for (let length = 8; length < whole.length; length += 97)
      await openBytes('m.onnx', whole.subarray(0, length)).catch((error: unknown) => {
        assert.equal((error as Error).name, 'FormatError');
      });
  });

  it('fix the length of sequences where their shapes say it', () => {
    const scope = new Scope('', null);
    const node = (op: string, inputs: string[], output: string, attributes = {}): Node => ({
      ...{ name: '', op, inputs, outputs: [output], attributes: new Map(Object.entries(attributes)) },
    });
    const add = (made: Node): void => void scope.makers.set(made.outputs[0]!, made);
    const steps = (x: string, layout = 0): number | undefined =>
      stepsOf(node('LSTM', [x, 'W', 'R'], 'Y', { layout }), scope);
    scope.shapes.set('x', [1, 7, 8]);
    scope.shapes.set('one', [1, 1, 8]);
    scope.shapes.set('open', [null, 1, 8]);
    add(node('Transpose', ['x'], 'turned', { perm: [1, 0, 2] }));
    add(node('Cast', ['turned'], 'same'));
    add(node('LSTM', ['same'], 'below'));
    add(node('Squeeze', ['below'], 'squeezed', { axes: [1] }));
    add(node('Reshape', ['same'], 'reshaped'));
    assert.equal(steps('x', 1), 7);
    assert.equal(steps('same'), 7);
    assert.equal(steps('squeezed'), 7);
    for (const none of ['x', 'one', 'open', 'reshaped', 'nowhere', '']) assert.equal(steps(none), undefined);
    // A circle, and a value that doubles, end.
    add(node('Add', ['circle', 'circle'], 'circle'));
    assert.equal(steps('circle'), undefined);
  });
});
