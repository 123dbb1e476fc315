import assert from 'node:assert/strict';
import { MemorySource } from '../../../src/formats/memorySource';
import { openCatalog } from '../../../src/formats/open';
import { bytes, fixtureBytes, openFixture, sentence, tensors } from './fixture';

const folder = 'containers/sharded';
const metadata = fixtureBytes(`${folder}/.metadata`);
const shards = ['__0_0.distcp', '__1_0.distcp'] as const;
const files = (changed: Readonly<Record<string, Uint8Array | null>> = {}) =>
  new Map(
    shards.flatMap((name): [string, Uint8Array][] => {
      const content = changed[name] === undefined ? fixtureBytes(`${folder}/${name}`) : changed[name];
      return content ? [[name, content]] : [];
    }),
  );
const open = (content: Uint8Array, around = files()) =>
  openCatalog(new MemorySource('.metadata', content, around));
/** The same bytes with one text in the place of another of its length. */
const replaced = (content: Uint8Array, from: string, to: string) =>
  bytes(Buffer.from(content).toString('latin1').replaceAll(from, to));

describe('distributed checkpoints', () => {
  it('are put together from the parts of two processes, through any of their files', async () => {
    const whole = await tensors(await openFixture('containers/lstm.safetensors'));
    for (const name of ['.metadata', ...shards])
      assert.deepEqual(await tensors(await openFixture(`${folder}/${name}`)), whole, name);
    assert.deepEqual(await tensors(await openFixture('containers/oneProcess/.metadata')), whole);
  });
  it('leave the optimizer out', async () => {
    const { entries } = await openFixture(`${folder}/.metadata`);
    assert.deepEqual(
      entries.map(({ name }) => name).filter((name) => !name.startsWith('lstm.')),
      [],
    );
  });
  it('say what is missing', async () => {
    const alone = new MemorySource(shards[0], fixtureBytes(`${folder}/${shards[0]}`));
    await assert.rejects(
      openCatalog(alone),
      sentence(/one shard of a distributed PyTorch checkpoint.*whole folder/),
    );
    const catalog = await open(metadata, files({ [shards[1]]: null }));
    await assert.rejects(
      catalog.tensor('lstm.weight_hh_l0'),
      sentence(/the shard "__1_0.distcp" is not next to it/),
    );
  });
  it('never leave their folder', async () => {
    const catalog = await open(replaced(metadata, '__1_0.distcp', '../../passwd'));
    await assert.rejects(catalog.tensor('lstm.weight_hh_l0'), sentence(/path out of its folder/));
  });
  it('never call what their pickle names', async () => {
    const catalog = await open(replaced(metadata, 'torch.serialization', 'posix.system_______'.slice(0, 19)));
    assert.equal(catalog.entries.length, 4);
  });
  it('cut anywhere, or of other bytes, get a sentence', async () => {
    for (let length = 60; length < metadata.length; length += 37)
      await assert.rejects(open(metadata.subarray(0, length)), sentence(/pickle|distributed/));
    for (const shard of shards) {
      const content = fixtureBytes(`${folder}/${shard}`);
      for (let length = 0; length < 3000; length += 397) {
        const catalog = await open(metadata, files({ [shard]: content.subarray(0, length) }));
        await assert.rejects(catalog.tensor('lstm.bias_hh_l0').then(() => catalog.tensor('lstm.weight_hh_l0')).then(() => catalog.tensor('lstm.weight_ih_l0')).then(() => catalog.tensor('lstm.bias_ih_l0')), sentence(/distcp/)); // prettier-ignore
      }
      const noise = await open(metadata, files({ [shard]: content.map((byte) => byte ^ 0x55) }));
      await assert.rejects(noise.tensor('lstm.weight_hh_l0'), sentence(/no part of "lstm.weight_hh_l0"/));
    }
  });
});

describe('programs of torch.export', () => {
  it('are read by the names of their weights', async () => {
    const whole = await tensors(await openFixture('containers/lstm.safetensors'));
    assert.deepEqual(await tensors(await openFixture('containers/exported.pt2')), whole);
  });
  it('whose weights are not in the file say so', async () => {
    const content = fixtureBytes('containers/exported.pt2');
    const catalog = await openCatalog(
      new MemorySource('m.pt2', replaced(content, '"path_name": "weight_1"', '"path_name": "../../.."')),
    );
    await assert.rejects(
      catalog.tensor('lstm.weight_hh_l0'),
      sentence(/its bytes are not in the file as it says/),
    );
  });
});
