import assert from 'node:assert/strict';
import { expected, openFixture, sentence, tensors, unreadable } from './fixture';

const model = expected('made/keras.json');
const part = ['kernel', 'recurrent_kernel', 'bias'];
const renamed = (name: (layer: string, weight: string) => string) =>
  Object.fromEntries(
    Object.entries(model).map(([path, tensor]) => [name(...(path.split('/') as [string, string])), tensor]),
  );
const keras2 = renamed((layer, weight) => `${layer}/${layer}/${layer}_cell/${weight}:0`);
const keras3 = renamed((layer, weight) => `layers/${layer}/cell/vars/${part.indexOf(weight)}`);

describe('Keras files', () => {
  for (const file of ['keras2.h5', 'keras2_weights.h5', 'latest.h5']) {
    it(`${file}: Keras 2's names and numbers`, async () => {
      assert.deepEqual(await tensors(await openFixture(`made/${file}`)), keras2);
    });
  }
  for (const file of ['keras3.weights.h5', 'model.keras']) {
    it(`${file}: Keras 3's paths and the layers' names`, async () => {
      const catalog = await openFixture(`made/${file}`);
      assert.deepEqual(await tensors(catalog), keras3);
      const names = JSON.parse(catalog.metadata.get('keras.layerNames')!) as Record<string, string>;
      assert.equal(names['layers/gru/vars'], 'my_gru');
      assert.equal(catalog.metadata.get('keras.skipped'), '["optimizer"]');
    });
  }

  it("keep the model's config under one key", async () => {
    for (const file of ['keras2.h5', 'model.keras']) {
      const { metadata } = await openFixture(`made/${file}`);
      assert.match(metadata.get('keras.config')!, /"class_name": "SimpleRNN"/, file);
    }
    const { metadata } = await openFixture('made/keras2.h5');
    assert.match(metadata.get('keras.trainingConfig')!, /"clipnorm": 1.0/);
  });

  it('may hold chunks, filters, halves, bfloat16, big-endian and compact data, and loops', async () => {
    const catalog = await openFixture('made/chunked.h5');
    assert.deepEqual(await tensors(catalog), expected('made/chunked.json'));
    assert.deepEqual(Object.keys(unreadable(catalog)), ['integers', 'records', 'text']);
    await assert.rejects(catalog.tensor('text'), sentence(/"text" cannot be analyzed: strings/));
  });
});
