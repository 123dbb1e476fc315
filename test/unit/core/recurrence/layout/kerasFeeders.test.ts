import assert from 'node:assert/strict';
import { kerasFeeders } from '../../../../../src/core/recurrence/layout/kerasFeeders';

const layer = (class_name: string, name: string, config: object = {}, inbound?: unknown): object => ({
  class_name,
  config: { name, ...config },
  ...(inbound === undefined ? {} : { inbound_nodes: inbound }),
});
const sequential = (...layers: object[]) => ({ class_name: 'Sequential', config: { layers } });
const from = (...names: string[]): unknown => [names.map((name) => [name, 0, 0, {}])];
const keras3 = (name: string): unknown => [
  { args: [{ class_name: '__keras_tensor__', config: { keras_history: [name, 0, 0] } }], kwargs: {} },
];
const told = (config: unknown): string[] =>
  [...kerasFeeders(config)].map(([name, feeder]) => `${feeder} → ${name}`);

describe('which recurrent layer of a Keras model feeds which', () => {
  it('in a row, through what hands on what it gets', () => {
    const rows = [
      layer('LSTM', 'a'),
      layer('Dropout', 'd'),
      layer('Bidirectional', 'b'),
      layer('GRU', 'c'),
      layer('Dense', 'e'),
      layer('GRU', 'f'),
    ];
    assert.deepEqual(told(sequential(...rows)), ['a → b', 'b → c']);
  });

  it('not what gives its outputs in another order, or added up', () => {
    assert.deepEqual(told(sequential(layer('LSTM', 'a', { go_backwards: true }), layer('LSTM', 'b'))), []);
    assert.deepEqual(told(sequential(layer('Bidirectional', 'a', { merge_mode: 'sum' }), layer('LSTM', 'b'))), []); // prettier-ignore
  });

  it('in the graph of a functional model, as Keras 2 and 3 write it; one of two sources feeds nothing', () => {
    const model = (...layers: object[]) => ({ class_name: 'Functional', config: { layers } });
    const layers = [
      layer('GRU', 'top', {}, from('drop')),
      layer('InputLayer', 'x', {}, []),
      layer('Dropout', 'drop', {}, keras3('low')),
      layer('GRU', 'low', {}, from('x')),
      layer('GRU', 'both', {}, from('low', 'top')),
    ];
    assert.deepEqual(told(model(...layers)), ['low → top']);
  });

  it('nothing in circles, and nothing of what is no model', () => {
    const circle = [
      layer('Dropout', 'a', {}, from('b')),
      layer('Dropout', 'b', {}, from('a')),
      layer('LSTM', 'c', {}, from('a')),
    ];
    assert.deepEqual(told({ class_name: 'Functional', config: { layers: circle } }), []);
    for (const config of [undefined, null, 5, [], { config: 'x' }]) assert.deepEqual(told(config), []);
  });
});
