import assert from 'node:assert/strict';
import { MemorySource } from '../../../src/formats/memorySource';
import { openCatalog } from '../../../src/formats/open';
import { bytes, fixture, fixtureBytes, openBytes, openFixture, sentence, uint, unreadable } from './fixture';

const file = (header: string, data = 16) =>
  bytes(uint(Buffer.byteLength(header), 8), header, new Uint8Array(data));
const tensor = (begin: number, end: number, shape = [(end - begin) / 4], dtype = 'F32') =>
  JSON.stringify({ dtype, shape, data_offsets: [begin, end] });
const open = (content: Uint8Array) => openBytes('m.safetensors', content);

describe('safetensors', () => {
  it('keeps the metadata and reads no more than header and tensor', async () => {
    const source = fixture('char_model.safetensors');
    const reads: [number, number][] = [];
    const read = source.read.bind(source);
    source.read = (offset, length) => {
      reads.push([offset, length]);
      return read(offset, length);
    };
    const catalog = await openCatalog(source);
    assert.deepEqual([...catalog.metadata], [['format', 'pt']]);
    assert.ok(reads.every(([offset, length]) => offset + length <= 4096));
    reads.length = 0;
    await catalog.tensor('rnn.weight_hh_l0');
    assert.deepEqual(
      reads.map(([, length]) => length),
      [24 * 24 * 4],
    );
  });

  it('lists types that are not analyzed, known or not', async () => {
    const header = `{"a":${tensor(0, 4, [4], 'F8_E4M3')},"b":${tensor(4, 12, [1], 'I64')},"c":${tensor(12, 16, [3], 'X7')}}`;
    assert.deepEqual(unreadable(await open(file(header))), {
      a: 'F8_E4M3 floats of 8 bits or less are not analyzed: their scales are stored elsewhere',
      b: 'integers are not analyzed',
      c: 'the element type X7 is not known',
    });
  });

  it('of a tensor too large to read is listed', async () => {
    const { entries } = await openCatalog(new Sparse(`{"a":${tensor(0, 2 ** 31, [2 ** 29])}}`, 2 ** 31));
    assert.match(entries[0]!.unreadable!, /536870912 elements, more than/);
  });

  const broken: [string, Uint8Array, RegExp][] = [
    ['a header beyond the file', bytes(uint(99, 8), '{}'), /claims 99 bytes and the file has 10/],
    [
      'a header of 2^63 bytes',
      bytes(uint(2n ** 63n, 8), '{}'),
      /claims 9223372036854776000 bytes, more than the 100000000/,
    ],
    ['a few bytes', bytes(1, 2, 3), /3 bytes are too few/],
    ['a header that is no JSON', file('{"a":'), /header is not valid JSON/],
    ['a header that is a list', bytes(uint(2, 8), '[]'), /not a JSON object/],
    ['nine million numbers', file(`{"a":[${'0,'.repeat(9e6)}0]}`), /lists more than can be shown/],
    ['deep brackets', file(`{"a":${'['.repeat(100_000)}`), /JSON/],
    ['a tensor twice', file(`{"a":${tensor(0, 16)},"a":${tensor(0, 16)}}`), /has the same key twice/],
    [
      'a key twice in a tensor',
      file('{"a":{"dtype":"F32","dtype":"F32","shape":[4],"data_offsets":[0,16]}}'),
      /same key twice/,
    ],
    ['a tensor without a dtype', file('{"a":{"shape":[4],"data_offsets":[0,16]}}'), /"a" lacks "dtype"/],
    [
      'offsets the wrong way round',
      file('{"a":{"dtype":"F32","shape":[0],"data_offsets":[8,4]}}'),
      /\(8, 4\) that are not a valid range/,
    ],
    [
      'negative offsets',
      file('{"a":{"dtype":"F32","shape":[4],"data_offsets":[-16,0]}}'),
      /not a valid range/,
    ],
    ['a tensor beyond the file', file(`{"a":${tensor(0, 32)}}`), /ends at byte \d+, beyond the file's/],
    [
      'tensors that overlap',
      file(`{"a":${tensor(0, 12)},"b":${tensor(8, 16)}}`),
      /"b" overlaps the tensor before/,
    ],
    ['a gap', file(`{"a":${tensor(0, 4)},"b":${tensor(8, 16)}}`), /"b" leaves a gap of 4 bytes/],
    ['bytes of no tensor', file(`{"a":${tensor(0, 4)}}`), /12 bytes after the last tensor/],
    [
      'a shape of another size',
      file(`{"a":${tensor(0, 16, [5])}}`),
      /of shape 5 takes 20 bytes as F32 and has 16/,
    ],
    ['a shape that overflows', file(`{"a":${tensor(0, 16, [2 ** 40, 2 ** 40])}}`), /shape of "a"/],
    ['a shape of fractions', file(`{"a":${tensor(0, 16, [1.5])}}`), /shape of "a"/],
  ];
  for (const [what, content, message] of broken) {
    it(`${what} gets a sentence`, () => assert.rejects(open(content), sentence(message)));
  }
});

describe('sharded checkpoints', () => {
  const index = (map: Record<string, unknown>, siblings?: ReadonlyMap<string, Uint8Array>) =>
    openCatalog(
      new MemorySource('model.safetensors.index.json', bytes(JSON.stringify({ weight_map: map })), siblings),
    );

  it('read a tensor from its shard', async () => {
    const catalog = await openFixture('made/model.safetensors.index.json');
    assert.equal(catalog.format, 'safetensors in 2 shards');
    assert.deepEqual((await catalog.tensor('gru.weight_hh_l0')).shape, [6, 2]);
    await assert.rejects(catalog.tensor('x'), sentence(/no tensor "x"/));
  });

  for (const path of ['../a.safetensors', '/etc/passwd', 'a\\b', 'C:a', '..', 'b/../a']) {
    it(`refuse the path ${path}`, () =>
      assert.rejects(index({ a: path }), sentence(/a path out of its folder is not followed/)));
  }
  it('name a shard that is missing', () =>
    assert.rejects(index({ a: 's.safetensors' }), sentence(/shard "s.safetensors" is not next to it/)));
  it('refuse a shard that is no name', () =>
    assert.rejects(index({ a: 1 }), sentence(/shard of "a" is not a file name/)));
  it('name a tensor that the shard has not', () => {
    const shard = fixtureBytes('made/shard-1-of-2.safetensors');
    return assert.rejects(
      index({ a: 's' }, new Map([['s', shard]])),
      sentence(/shard "s" has no tensor "a"/),
    );
  });
  it('do not follow an index in an index', async () => {
    const content = bytes(JSON.stringify({ weight_map: { a: 'i.json' } }));
    await assert.rejects(
      index({ a: 'i.json' }, new Map([['i.json', content]])),
      sentence(/is itself an index/),
    );
    await assert.rejects(index({ a: 'i' }, new Map([['i', content]])), sentence(/i: this is a text file/));
  });
});

/** A file of zeros behind a header. */
class Sparse extends MemorySource {
  readonly #size: number;
  constructor(header: string, data: number) {
    const head = file(header, 0);
    super('m.safetensors', head);
    this.#size = head.length + data;
  }
  override get size(): number {
    return this.#size;
  }
}
