import assert from 'node:assert/strict';
import { MemorySource } from '../../../src/formats/memorySource';
import { openCatalog } from '../../../src/formats/open';
import { fixtureBytes, openFixture, sentence, tensors } from './fixture';

const folder = 'containers/tensorflow1';
const index = fixtureBytes(`${folder}/model.ckpt-100.index`);
const dataName = 'model.ckpt-100.data-00000-of-00001';
const data = fixtureBytes(`${folder}/${dataName}`);
const open = (content: Uint8Array, weights: Uint8Array | null = data) =>
  openCatalog(
    new MemorySource('model.ckpt-100.index', content, new Map(weights ? [[dataName, weights]] : [])),
  );

describe('TensorFlow checkpoints', () => {
  it('are read by name, without what the optimizer keeps, slices put together', async () => {
    const read = await tensors(await openFixture(`${folder}/model.ckpt-100.index`));
    assert.deepEqual(Object.keys(read).sort(), [
      'beta1_power',
      'partitioned',
      'rnn/basic_lstm_cell/bias',
      'rnn/basic_lstm_cell/kernel',
    ]);
    assert.deepEqual(read['partitioned'], { shape: [6, 2], data: [...Array(12).keys()] });
  });
  it('of objects have the names of their graph, each variable once', async () => {
    const catalog = await openFixture('containers/tensorflow2/ckpt.index');
    assert.deepEqual(
      catalog.entries.map(({ name }) => name).sort(),
      ['bias', 'kernel', 'recurrent_kernel'].map((part) => `sequential/enc/lstm_cell/${part}`).concat('sequential/dense/bias', 'sequential/dense/kernel').sort(), // prettier-ignore
    );
    const shard = await openFixture('containers/tensorflow2/ckpt.data-00000-of-00001');
    assert.deepEqual(await tensors(shard), await tensors(catalog));
  });
  it('of a SavedModel are found from its graph', async () => {
    const place = 'containers/savedModel/variables';
    const graph = fixtureBytes('containers/savedModel/saved_model.pb');
    const beside = new Map(
      ['variables.index', 'variables.data-00000-of-00001'].map((name) => [
        `variables/${name}`,
        fixtureBytes(`${place}/${name}`),
      ]),
    );
    const catalog = await openCatalog(new MemorySource('saved_model.pb', graph, beside));
    assert.equal(catalog.format, 'TensorFlow SavedModel');
    assert.deepEqual(await tensors(catalog), await tensors(await openFixture(`${place}/variables.index`)));
    await assert.rejects(
      openCatalog(new MemorySource('saved_model.pb', graph)),
      sentence(/SavedModel.*ONNX/),
    );
    const broken = new Map([...beside, ['variables/variables.index', graph] as const]);
    await assert.rejects(
      openCatalog(new MemorySource('saved_model.pb', graph, broken)),
      sentence(/SavedModel.*ONNX/),
    );
  });
  it('say what is missing', async () => {
    await assert.rejects(open(index, null), sentence(/its weights in "model.*00001" are not next to it/));
    await assert.rejects(openCatalog(new MemorySource(dataName, data)), sentence(/TensorFlow.*\.index/));
    await assert.rejects(open(index, data.subarray(0, 1000)), sentence(/cut short/));
  });
  it('cut anywhere get a sentence', async () => {
    for (let length = 8; length < index.length; length++)
      await assert.rejects(open(index.subarray(0, length)), sentence(/TensorFlow checkpoint is broken/));
  });
  it('with any byte changed get a sentence or are read', async () => {
    for (let at = 0; at < index.length; at++)
      for (const mask of [0xff, 0x80, 1]) {
        const changed = index.slice();
        changed[at]! ^= mask;
        const read = open(changed).then((catalog) => tensors(catalog));
        await read.catch(sentence(/./));
      }
  });
  it('compressed, as they never are, say so', async () => {
    const changed = index.slice();
    changed[0x160] = 1;
    await assert.rejects(open(changed), sentence(/this table is compressed/));
  });
});
