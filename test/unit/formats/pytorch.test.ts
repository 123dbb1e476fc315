import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { expected, openFixture, tensors, unreadable } from './fixture';

describe('PyTorch files', () => {
  for (const file of ['views.pt', 'views_legacy.pt']) {
    it(`${file}: strides, offsets, shared storages and every readable type`, async () => {
      const catalog = await openFixture(`made/${file}`);
      assert.deepEqual(await tensors(catalog), expected('made/views.json'));
      assert.deepEqual(unreadable(catalog), { integers: 'integers are not analyzed' });
    });
  }

  it('of torch 2 with untyped storages, big-endian', async () => {
    assert.deepEqual(
      await tensors(await openFixture('made/torch2_big.pt')),
      expected('made/torch2_big.json'),
    );
  });

  it('with a nested state dict lose the nest, keep the prefix, leave out the optimizer', async () => {
    const catalog = await openFixture('made/nested.ckpt');
    const model = Object.entries(expected('made/model.json')).map(([name, tensor]) => [
      `module.${name}`,
      tensor,
    ]);
    assert.deepEqual(await tensors(catalog), Object.fromEntries(model));
    assert.deepEqual(
      [...catalog.metadata],
      [
        ['pytorch.epoch', '7'],
        ['pytorch.skipped', '["optimizer_state_dict"]'],
      ],
    );
  });

  it('of TorchScript give its parameters and run none of its code', async () => {
    const catalog = await openFixture('made/script.pt');
    const model = Object.entries(expected('made/model.json')).filter(([name]) => name.startsWith('rnn.'));
    assert.deepEqual(
      await tensors(catalog),
      Object.fromEntries(model.map(([name, tensor]) => [name.slice(4), tensor])),
    );
    assert.equal(catalog.metadata.get('pytorch.ignoredNames'), undefined);
  });

  it('of a whole module give its parameters', async () => {
    const { entries, metadata } = await openFixture('made/module.pt');
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0'],
    );
    assert.equal(metadata.get('pytorch.mode'), 'RNN_TANH');
  });

  for (const file of ['evil.pt', 'evil_legacy.pt']) {
    it(`${file}: os.system is noted and not called, the tensor loads`, async () => {
      const catalog = await openFixture(`made/${file}`);
      assert.equal(catalog.metadata.get('pytorch.ignoredNames'), '["posix.system"]');
      const { W } = await tensors(catalog);
      assert.deepEqual(W, expected('made/model.json')['rnn.weight_hh_l0']);
      assert.ok(!existsSync('gradient-lens-was-here'));
    });
  }
});
