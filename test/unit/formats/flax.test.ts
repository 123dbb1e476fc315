import assert from 'node:assert/strict';
import {
  bytes,
  fixtureBytes,
  openBytes,
  openFixture,
  sentence,
  tensors,
  unreadable,
  type Expected,
} from './fixture';

/** A text of MessagePack of up to 31 bytes. */
const text = (value: string) => bytes(0xa0 + value.length, value);
/** Flax's extension of an array, its length in one byte. */
const array = (...payload: readonly (number | string | Uint8Array)[]) => {
  const inner = bytes(...payload);
  return bytes(0xc7, inner.length, 1, inner);
};
const open = (...parts: readonly (number | string | Uint8Array)[]) => openBytes('m.msgpack', bytes(...parts));

/** Turns a matrix stored row by row. */
function transposed({ shape: [rows = 0, columns = 0], data }: Expected): number[] {
  return Array.from({ length: rows * columns }, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!);
}

describe('Flax MessagePack', () => {
  it("gives the reference's gates, whole and in chunks", async () => {
    const whole = (await tensors(await openFixture('containers/lstm.safetensors')))['lstm.weight_hh_l0']!;
    const reference = await tensors(await openFixture('containers/lstm.msgpack'));
    assert.equal(Object.keys(reference).length, 12);
    const forget = { shape: [8, 8], data: whole.data.slice(64, 128) };
    assert.deepEqual(reference['OptimizedLSTMCell_0.hf.kernel']!.data, transposed(forget));
    assert.deepEqual(await tensors(await openFixture('containers/chunked.msgpack')), reference);
  });
  it('leaves the optimizer out, and is read under any name', async () => {
    const catalog = await openBytes('checkpoint_3', fixtureBytes('containers/state.msgpack'));
    assert.equal(catalog.metadata.get('flax.skipped'), '["opt_state"]');
    assert.equal(catalog.entries.length, 12);
  });
  it('ends in a sentence wherever it is cut', async () => {
    for (const file of ['lstm', 'chunked']) {
      const whole = fixtureBytes(`containers/${file}.msgpack`);
      for (let length = 1; length < whole.length; length += 7)
        await assert.rejects(openBytes('m.msgpack', whole.subarray(0, length)), sentence(/m\.msgpack/));
    }
  });
  it('refuses depths, counts and lengths that no file has', async () => {
    const deep = new Uint8Array(100_000).map((_, i) => [0x81, 0xa1, 0x61][i % 3]!);
    await assert.rejects(open(deep), sentence(/nested deeper than 64/));
    await assert.rejects(
      open(0x81, text('w'), 0xdd, 0xff, 0xff, 0xff, 0xff),
      sentence(/bytes .* are needed/),
    );
    await assert.rejects(
      open(0x81, text('w'), 0xc9, 0xff, 0xff, 0xff, 0xff, 1),
      sentence(/bytes .* are needed/),
    );
    await assert.rejects(open(0x82, text('w'), 0xc0, 0x90, 0xc0), sentence(/a key that is no name/));
    await assert.rejects(open(0x81, text('w'), 0xc1), sentence(/begins nothing/));
    await assert.rejects(
      open(0x81, text('w'), 0xdc, 0xff, 0xff, new Uint8Array(70_000)),
      sentence(/no arrays/),
    );
  });
  it('refuses an array that reaches beyond its message', () =>
    assert.rejects(
      open(0x81, text('w'), array(0x93, 0x91, 2, text('float32'), 0xc4, 8, 0, 0), new Uint8Array(8)),
      sentence(/an array that reaches beyond its message/),
    ));
  it('lists what its shape or type does not let it read, with the reason', async () => {
    const short = array(0x93, 0x91, 3, text('float32'), 0xc4, 4, 0, 0, 0, 0);
    const whole = array(0x93, 0x91, 1, text('int32'), 0xc4, 4, 0, 0, 0, 0);
    const odd = array(0x93, 0x91, 1, text('__proto__'), 0xc4, 4, 0, 0, 0, 0);
    const catalog = await open(0x83, text('a'), short, text('b'), whole, text('c'), odd);
    assert.deepEqual(Object.keys(unreadable(catalog)), ['a', 'b', 'c']);
    assert.match(unreadable(catalog)['a']!, /not as many as its shape needs/);
    const negative = array(0x93, 0x91, 0xff, text('float32'), 0xc4, 0);
    await assert.rejects(open(0x81, text('a'), negative), sentence(/shape of "a"/));
  });
  it('without arrays names Orbax, whose parameters stand elsewhere', () =>
    assert.rejects(open(0x81, text('w'), text('PLACEHOLDER://w')), sentence(/Orbax.*safetensors/)));
});
