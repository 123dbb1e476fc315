import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { bytes, fixtureBytes, openBytes, openFixture, sentence, tensors, uint, unreadable } from './fixture';

const header = bytes('MATLAB 5.0 MAT-file'.padEnd(124), 0, 1, 'IM');
const element = (type: number, data: Uint8Array) =>
  bytes(uint(type, 4), uint(data.length, 4), data, new Uint8Array((8 - (data.length % 8)) % 8));
const ints = (...values: readonly (number | bigint)[]) => bytes(...values.map((value) => uint(value, 4)));
/** A matrix of a class, of int32 dimensions, with what follows its name. */
const matrix = (
  kind: number,
  shape: readonly (number | bigint)[],
  name: string,
  ...rest: readonly Uint8Array[]
) =>
  element(14, bytes(element(6, ints(kind, 0)), element(5, ints(...shape)), element(1, bytes(name)), ...rest));
const open = (...parts: readonly Uint8Array[]) => openBytes('m.mat', bytes(header, ...parts));

describe('MAT-files', () => {
  for (const file of ['lstm.mat', 'compressed.mat']) {
    it(`${file} gives the reference's tensors, and what its cells hold`, async () => {
      const catalog = await openFixture(`containers/${file}`);
      const { 'cells.0': eye, 'cells.1': three, ...rest } = await tensors(catalog);
      assert.deepEqual(rest, await tensors(await openFixture('containers/lstm.safetensors')));
      assert.deepEqual(eye, { shape: [2, 2], data: [1, 0, 0, 1] });
      assert.deepEqual(three!.data, [3]);
    });
  }
  it("of level 7.3 give the reference's tensors", async () => {
    const whole = await tensors(await openFixture('containers/lstm.safetensors'));
    assert.deepEqual(await tensors(await openFixture('containers/lstm73.mat')), whole);
  });
  it('give doubles that are kept as smaller integers, column by column', async () => {
    const data = element(
      4,
      bytes(uint(1, 2), uint(2, 2), uint(3, 2), uint(65535, 2), uint(5, 2), uint(6, 2)),
    );
    const read = await tensors(await open(matrix(6, [2, 3], 'w', data)));
    assert.deepEqual(read['w'], { shape: [2, 3], data: [1, 3, 5, 2, 65535, 6] });
  });
  it('list what they do not read, with the reason', async () => {
    const few = element(9, new Uint8Array(8));
    const complex = element(
      14,
      bytes(element(6, ints(6 + 0x800, 0)), element(5, ints(1, 1)), element(1, bytes('z')), few),
    );
    const catalog = await open(
      matrix(6, [2, 3], 'w', few),
      complex,
      matrix(5, [9, 9], 's'),
      matrix(8, [1, 8], 'i', element(1, new Uint8Array(8))),
    );
    assert.deepEqual(Object.keys(unreadable(catalog)), ['w', 'z', 's', 'i']);
  });
  it('end in a sentence wherever they are cut', async () => {
    for (const file of ['lstm.mat', 'lstm73.mat']) {
      const whole = fixtureBytes(`containers/${file}`);
      for (let length = 128; length < whole.length - 400; length += 29) {
        const part = whole.subarray(0, length);
        await openBytes('m.mat', part)
          .then(tensors, (error: unknown) => sentence(/m\.mat/)(error))
          .catch(sentence(/m\.mat/));
      }
    }
    await assert.rejects(openBytes('m.mat', header.subarray(0, 60)), sentence(/60 bytes/));
    await assert.rejects(openBytes('m.mat', bytes(0, 0, 0, 0, 2, 0, 0, 0)), sentence(/level 5 or 7.3/));
  });
  it('refuse what inflates to far more than weights do', async () => {
    const bomb = deflateSync(new Uint8Array(2 ** 26));
    await assert.rejects(
      open(bytes(uint(15, 4), uint(bomb.length, 4), bomb)),
      sentence(/inflates to more than 16 MB/),
    );
    await assert.rejects(open(bytes(uint(15, 4), uint(4, 4), 1, 2, 3, 4)), sentence(/damaged/));
  });
  it('refuse depths, counts and lengths that no file has', async () => {
    let nested = matrix(6, [1, 1], '', element(9, new Uint8Array(8)));
    for (let i = 0; i < 40; i++) nested = matrix(1, [1, 1], 'c', nested);
    await assert.rejects(open(nested), sentence(/nested deeper than 32/));
    await assert.rejects(
      open(matrix(1, [2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1], 'c')),
      sentence(/impossible shape|m\.mat/),
    );
    await assert.rejects(open(matrix(1, [2 ** 31 - 1, 1], 'c')), sentence(/m\.mat/));
    await assert.rejects(
      open(matrix(6, [0xffffffff, 1], 'w', element(9, new Uint8Array(8)))),
      sentence(/no arrays|shape of "w"/),
    );
    await assert.rejects(open(bytes(uint(14, 4), uint(0xffffffff, 4))), sentence(/are needed/));
    await assert.rejects(
      open(bytes(uint(14 + 65536 * 9, 4), uint(0, 4))),
      sentence(/an element of 9 bytes in four/),
    );
    await assert.rejects(
      open(element(14, element(6, new Uint8Array(64)).subarray(0, 16)), new Uint8Array(99)),
      sentence(/reaches beyond/),
    );
    const names = element(1, bytes('a'.repeat(64)));
    await assert.rejects(open(matrix(2, [1, 1], 's', element(5, ints(1)), names)), sentence(/m\.mat/));
  });
  it('without arrays say that networks are to be exported', () =>
    assert.rejects(open(matrix(17, [1, 1], 'net')), sentence(/networks.*ONNX/)));
});
