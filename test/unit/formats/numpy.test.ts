import assert from 'node:assert/strict';
import { bytes, expected, openBytes, openFixture, sentence, tensors, uint, unreadable } from './fixture';

/** A version 1 file with this header and these bytes of data. */
const npy = (header: string, data = new Uint8Array(64)) =>
  bytes('\x93NUMPY', 1, 0, uint(header.length, 2), header, data);
const ok = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }\n";

describe('NumPy files', () => {
  it('read both byte orders, halves, Fortran order, scalars and empty arrays', async () => {
    const { halves, ...read } = await tensors(await openFixture('made/corners.npz'));
    assert.deepEqual(read, expected('made/corners.json'));
    const tiny = 2 ** -24;
    assert.deepEqual(halves!.data, [0, -0, 1, 65504, tiny, 1023 * tiny, Infinity, -Infinity, NaN]);
  });

  it('list what cannot be analyzed with the reason', async () => {
    const reasons = unreadable(await openFixture('made/corners.npz'));
    assert.deepEqual(Object.keys(reasons), ['integers', 'complex', 'records', 'text', 'booleans']);
    assert.equal(reasons['integers'], 'integers are not analyzed');
    assert.match(
      unreadable(await openFixture('made/objects.npy'))['objects']!,
      /pickled programs and are never loaded/,
    );
    const catalog = await openFixture('made/objects.npy');
    await assert.rejects(
      catalog.tensor('objects'),
      sentence(/"objects" cannot be analyzed: arrays of Python objects/),
    );
  });

  it('come in versions 1 to 3', async () => {
    const [first, ...others] = await Promise.all(
      [1, 2, 3].map(async (version) =>
        Object.values(await tensors(await openFixture(`made/version${version}.npy`))),
      ),
    );
    assert.equal(first![0]!.data.length, 24);
    for (const other of others) assert.deepEqual(other, first);
  });

  it('name the tensor after the file', async () => {
    const { entries } = await openBytes('W.npy', npy(ok));
    assert.deepEqual(entries, [{ name: 'W', dtype: 'F64', shape: [2, 2], bytes: 32, unreadable: null }]);
    await assert.rejects((await openBytes('W.npy', npy(ok))).tensor('V'), sentence(/has no tensor "V"/));
  });

  const broken: [string, Uint8Array, RegExp][] = [
    ['a version of the future', bytes('\x93NUMPY', 9, 0, uint(0, 4)), /version 9 is not known/],
    ['no header', bytes('\x93NUMPY', 1, 0), /ends after a few bytes/],
    [
      'a header longer than the file',
      bytes('\x93NUMPY', 2, 0, uint(2 ** 32 - 1, 4)),
      /a length of 4294967295 bytes/,
    ],
    [
      'a header that is a program',
      npy("__import__('os').system('true')"),
      /at character 0 a literal is expected/,
    ],
    ['a key twice', npy("{'descr': '<f4', 'descr': '<f8'}"), /'descr' is given twice/],
    ['no descr', npy("{'shape': ()}"), /"descr" is missing/],
    ['a number for the order', npy(ok.replace('False', '0')), /"fortran_order" is not True or False/],
    ['a number for the shape', npy(ok.replace('(2, 2)', '4')), /"shape" is not a tuple/],
    ['a negative length', npy(ok.replace('(2, 2)', '(-2, 2)')), /shape of "W" \(-2,2\)/],
    ['a shape that overflows', npy(ok.replace('(2, 2)', '(4294967296, 4294967296)')), /shape of "W"/],
    ['a shape of text', npy(ok.replace('(2, 2)', "('a',)")), /shape of "W"/],
    ['less data than promised', npy(ok, new Uint8Array(31)), /promises 32 bytes of data and 31 follow/],
    ['brackets without end', npy('('.repeat(60000)), /nested deeper than 32/],
  ];
  for (const [what, content, message] of broken) {
    it(`${what} gets a sentence`, () => assert.rejects(openBytes('W.npy', content), sentence(message)));
  }
});
