import assert from 'node:assert/strict';
import { bytes, fixtureBytes, openBytes, openFixture, sentence, tensors, uint } from './fixture';

const text = (value: string) => bytes(uint(value.length, 8), value);
const header = (tensorCount: number | bigint, pairs: number | bigint) =>
  bytes('GGUF', uint(3, 4), uint(tensorCount, 8), uint(pairs, 8));
const info = (name: string, axes: readonly (number | bigint)[], type: number, offset: number | bigint) =>
  bytes(
    text(name),
    uint(axes.length, 4),
    ...axes.map((axis) => uint(axis, 8)),
    uint(type, 4),
    uint(offset, 8),
  );
const open = (...parts: readonly Uint8Array[]) => openBytes('m.gguf', bytes(...parts));
const padding = new Uint8Array(256);

describe('GGUF', () => {
  it("gives the reference's tensors, halves and blocks of eight bits", async () => {
    const catalog = await openFixture('containers/lstm.gguf');
    const { quantized, half, ...rest } = await tensors(catalog);
    assert.deepEqual(rest, await tensors(await openFixture('containers/lstm.safetensors')));
    assert.deepEqual(half, { shape: [2, 3], data: [0, 1, 2, 3, 4, 5] });
    assert.deepEqual(quantized!.shape, [2, 32]);
    // The scale is 1/127 in half precision.
    for (const value of quantized!.data) assert.ok(Math.abs(value - 1) < 1e-3);
    assert.equal(catalog.metadata.get('gguf.general.name'), 'lstm');
  });
  it('reads blocks of four bits: a half that scales 32 differences from 8', async () => {
    const block = bytes(0x00, 0x3c, ...Array.from({ length: 16 }, (_, i) => i + 16 * (15 - i)));
    const at = header(1, 0).length + info('w', [32], 2, 0).length;
    const catalog = await open(
      header(1, 0),
      info('w', [32], 2, 0),
      new Uint8Array((32 - (at % 32)) % 32),
      block,
    );
    const { data } = await catalog.tensor('w');
    assert.deepEqual(
      [...data],
      Array.from({ length: 32 }, (_, i) => (i < 16 ? i - 8 : 23 - i)),
    );
  });
  it('ends in a sentence wherever it is cut', async () => {
    const whole = fixtureBytes('containers/lstm.gguf');
    for (let length = 4; length < whole.length - 32; length += 11)
      await assert.rejects(openBytes('m.gguf', whole.subarray(0, length)), sentence(/m\.gguf/));
  });
  it('refuses counts, lengths and places that no file has', async () => {
    await assert.rejects(open(header(2n ** 63n, 0), padding), sentence(/claims .* tensors/));
    await assert.rejects(open(header(1, 2n ** 63n), padding), sentence(/broken/));
    await assert.rejects(open(header(1, 0), uint(2n ** 40n, 8), padding), sentence(/a name of/));
    await assert.rejects(
      open(header(1, 0), info('w', [2, 2n ** 62n], 0, 0), padding),
      sentence(/shape of "w"/),
    );
    await assert.rejects(
      open(header(1, 0), info('w', [2, 2], 0, 2n ** 63n), padding),
      sentence(/not in the file/),
    );
    await assert.rejects(open(header(1, 0), info('w', [31], 8, 0), padding), sentence(/not in the file/));
    await assert.rejects(
      open(header(1, 0), info('w', new Array(9).fill(1), 0, 0), padding),
      sentence(/9 axes/),
    );
    await assert.rejects(open(bytes('GGUF', uint(9, 4)), padding), sentence(/version 9/));
    await assert.rejects(open(header(0, 0), padding), sentence(/no tensors.*safetensors/));
  });
  it('refuses metadata without an end', async () => {
    const nested = bytes(
      text('k'),
      uint(9, 4),
      ...Array.from({ length: 8 }, () => bytes(uint(9, 4), uint(1, 8))),
    );
    await assert.rejects(open(header(1, 1), nested, padding), sentence(/a value of type 9/));
    const texts = bytes(text('k'), uint(9, 4), uint(8, 4), uint(2n ** 60n, 8));
    await assert.rejects(open(header(1, 1), texts, padding), sentence(/are needed/));
    const bytesOfMany = bytes(text('k'), uint(9, 4), uint(0, 4), uint(2n ** 60n, 8));
    await assert.rejects(open(header(1, 1), bytesOfMany, padding), sentence(/are needed/));
    await assert.rejects(open(header(1, 1), text('k'), uint(99, 4), padding), sentence(/type 99/));
  });
});
