import assert from 'node:assert/strict';
import { MemorySource } from '../../../src/formats/memorySource';
import { openCatalog } from '../../../src/formats/open';
import { expected, fixtureBytes, openFixture, sentence, tensors } from './fixture';

const model = expected('made/onnx.json');

describe('ONNX', () => {
  for (const file of ['raw', 'float_data', 'double_data', 'external']) {
    it(`${file}: the initializers' numbers`, async () => {
      assert.deepEqual(await tensors(await openFixture(`made/${file}.onnx`)), model);
    });
  }

  it('half_data: to the precision of halves', async () => {
    const read = await tensors(await openFixture('made/half_data.onnx'));
    for (const [name, { data }] of Object.entries(model)) {
      read[name]!.data.forEach((value, i) => {
        assert.ok(Math.abs(value - data[i]!) <= Math.abs(data[i]!) * 2 ** -11 + 2 ** -25, name);
      });
    }
  });

  it('tells the recurrent nodes and their tensors', async () => {
    const nodes = JSON.parse(
      (await openFixture('made/raw.onnx')).metadata.get('onnx.recurrentNodes')!,
    ) as unknown;
    assert.deepEqual(nodes, [
      {
        ...{
          name: '/rnn/RNN',
          op: 'RNN',
          sources: [],
          W: 'RNN_W',
          R: 'RNN_R',
          B: 'RNN_B',
          direction: 'forward',
          hiddenSize: 4,
        },
        ...{ linearBeforeReset: false, activations: ['Tanh'] },
      },
      {
        ...{
          name: '/lstm/LSTM',
          op: 'LSTM',
          sources: [],
          W: 'LSTM_W',
          R: 'LSTM_R',
          B: 'LSTM_B',
          direction: 'bidirectional',
        },
        ...{ hiddenSize: 3, linearBeforeReset: false },
        activations: ['Sigmoid', 'Tanh', 'Tanh', 'Sigmoid', 'Tanh', 'Tanh'],
      },
      {
        ...{
          name: '/gru/GRU',
          op: 'GRU',
          sources: [],
          W: 'GRU_W',
          R: 'GRU_R',
          B: 'GRU_B',
          direction: 'forward',
          hiddenSize: 2,
        },
        ...{ linearBeforeReset: true, activations: ['Sigmoid', 'Tanh'] },
      },
    ]);
  });

  it('lists without its external data, and names the file when a tensor is asked', async () => {
    const catalog = await openCatalog(new MemorySource('m.onnx', fixtureBytes('made/external.onnx')));
    assert.equal(catalog.entries.length, 9);
    await assert.rejects(
      catalog.tensor('RNN_W'),
      sentence(/in "external.onnx.data", which is not next to it/),
    );
  });

  it('refuses external data out of its folder', async () => {
    const content = Buffer.from(fixtureBytes('made/external.onnx')).toString('latin1');
    const moved = content.replaceAll('external.onnx.data', '../../../etc/shadow'.slice(0, 18));
    const catalog = await openCatalog(
      new MemorySource('m.onnx', new Uint8Array(Buffer.from(moved, 'latin1'))),
    );
    await assert.rejects(catalog.tensor('RNN_W'), sentence(/a path out of its folder is not followed/));
  });
});
