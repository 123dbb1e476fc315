import assert from 'node:assert/strict';
import type { Catalog } from '../../../src/formats/format';
import { GuardedBuffer, Hdf5WorkError } from '../../../src/formats/keras/guardedBuffer';
import { checkObjectHeader } from '../../../src/formats/keras/objectHeader';
import { bytes, fixtureBytes, openBytes, openFixture, sentence, tensors, uint } from './fixture';
import { pickledDict, pickledTensor } from './pickleBytes';
import { zipFile, type Member } from './zipFile';

const array = fixtureBytes('made/version1.npy');
const names = ({ entries }: Catalog) => entries.map(({ name }) => name);
const npz = (...members: Member[]) => openBytes('w.npz', zipFile(members));
const one = { name: 'w.npy', data: array };
const zeros = (length: number) => bytes(array.subarray(0, 128), new Uint8Array(length));

describe('hostile zips', () => {
  it('of zip64 are read', async () => {
    const { w } = await tensors(await npz({ ...one, zip64: true }));
    assert.equal(w!.data.length, 24);
  });
  for (const name of ['../../w', '/etc/w', 'C:\\w']) {
    it(`with the name ${name} are harmless: it is a label`, async () => {
      const catalog = await npz({ ...one, name: `${name}.npy` });
      assert.deepEqual(names(catalog), [name]);
      assert.equal((await catalog.tensor(name)).data.length, 24);
    });
  }
  it('that inflate to far more are bombs', async () => {
    const catalog = await npz({ name: 'w.npy', data: zeros(2 ** 25), deflated: true });
    await assert.rejects(
      catalog.tensor('w'),
      sentence(/would inflate from \d+ to \d+ bytes, which looks like a zip bomb/),
    );
  });
  it('that inflate to more than they claim are stopped', async () => {
    for (const claimedSize of [500, 5000]) {
      const lie = { name: 'w.npy', data: zeros(2 ** 25), deflated: true, claimedSize };
      const read = async () => (await npz(lie)).tensor('w');
      await assert.rejects(read(), sentence(/"w.npy" cannot be read from this zip/));
    }
  });
  it('are not followed into zips', () =>
    assert.rejects(
      npz({ name: 'a/inner.npz', data: zipFile([one]) }),
      sentence(/holds a\/inner.npz, and files inside zips are not followed/),
    ));
  it('with two members of one name are refused', () =>
    assert.rejects(npz(one, one), sentence(/two members of this zip are named "w.npy"/)));
  it('that are encrypted say so', async () => {
    const open = async () => (await npz({ ...one, flags: 1 })).tensor('w');
    await assert.rejects(open(), sentence(/"w.npy" is encrypted/));
  });
  it('of nothing that is known say so', () =>
    assert.rejects(npz({ name: 'a.txt', data: array }), sentence(/not a PyTorch, Keras or NumPy file/)));
  it('without members say so', () => assert.rejects(npz(), sentence(/not a PyTorch, Keras or NumPy file/)));
  it('cut anywhere get a sentence', async () => {
    const whole = zipFile([one, { ...one, name: 'v.npy', deflated: true }]);
    for (let length = 4; length < whole.length; length += 7) {
      await assert.rejects(openBytes('w.npz', whole.subarray(0, length)), sentence(/zip/));
    }
  });
});

const storage = new Uint8Array(new Float32Array([1, 2, 3, 4]).buffer);
const pt = (pickle: Uint8Array, ...members: Member[]): Promise<Catalog> =>
  openBytes(
    'm.pt',
    zipFile([{ name: 'm/data.pkl', data: pickle }, { name: 'm/data/0', data: storage }, ...members]),
  );

describe('hostile pickles', () => {
  const W = pickledTensor('0');

  it('made by hand are read', async () => {
    assert.deepEqual(await tensors(await pt(pickledDict({ W }))), {
      W: { shape: [2, 2], data: [1, 2, 3, 4] },
    });
  });
  for (const call of ['os\nsystem', 'builtins\neval', 'builtins\nexec', 'subprocess\nPopen', 'torch\nload']) {
    it(`that call ${call.replace('\n', '.')} only leave its name`, async () => {
      const catalog = await pt(pickledDict({ a: `c${call}\n(X\x01\x00\x00\x00atR`, W }));
      assert.deepEqual(names(catalog), ['W']);
      assert.deepEqual(
        catalog.metadata.get('pytorch.ignoredNames'),
        JSON.stringify([call.replace('\n', '.')]),
      );
    });
  }
  const escapes: Readonly<Record<string, string>> = {
    // NEWOBJ and BUILD, which Python hands to `__setstate__`.
    'with a state for a class': 'cos\nsystem\n)\x81(X\x02\x00\x00\x00idtb',
    'with a state for a dict': 'ccollections\nOrderedDict\n)R(X\x0c\x00\x00\x00__setstate__cos\nsystem\ntb',
    'through the type that an array is made of':
      'cnumpy.core.multiarray\n_reconstruct\n(cos\nsystem\n(K\x00tC\x01btR(K\x01(K\x01tNNC\x04abcdtb',
    'through the type that JAX makes its arrays of':
      'cjax._src.array\n_reconstruct_array\n(cos\nsystem\n(X\x02\x00\x00\x00idtNtR',
    'through a dotted name': '\x8c\x05numpy\x8c\x0ef2py.os.system\x93(X\x02\x00\x00\x00idtR',
    'through a tensor of another type':
      'ctorch._tensor\n_rebuild_from_type_v2\n(cos\nsystem\ncx\ny\n(X\x02\x00\x00\x00idt}tR',
  };
  for (const [what, value] of Object.entries(escapes)) {
    it(`${what} call nothing`, async () => {
      assert.deepEqual(names(await pt(pickledDict({ a: value, W }))), ['W']);
    });
  }
  it('of joblib with an array that is a pickle itself, or has no end, get a sentence', async () => {
    const wrapped = (type: string, count: number) =>
      bytes(
        ...['\x80\x04cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81}('],
        ...['\x8c\x05shapeJ', uint(count, 4), '\x85\x8c\x05orderX\x01\x00\x00\x00C'],
        ...['\x8c\x05dtypecnumpy\ndtype\n(X\x02\x00\x00\x00', type, '\x89\x88tRub'],
      );
    const inner = 'cos\nsystem\n(X\x02\x00\x00\x00idtR.';
    const open = (...parts: (string | Uint8Array)[]) => openBytes('m.joblib', bytes(...parts));
    await assert.rejects(open(wrapped('O8', 1), inner), sentence(/Python pickle.*never run/));
    await assert.rejects(open(wrapped('f8', 2 ** 31 - 1), inner), sentence(/Python pickle.*never run/));
    const { data } = await (await open(wrapped('f8', 1), new Uint8Array(8), '.')).tensor('tensor');
    assert.deepEqual([...data], [0]);
  });
  it('with a tensor named like an optimizer keep it', async () => {
    const catalog = await pt(
      pickledDict({ 'scheduler_net.weight': W, optimizer: pickledDict({ W }).subarray(2, -1) }),
    );
    assert.deepEqual(names(catalog), ['scheduler_net.weight']);
    assert.equal(catalog.metadata.get('pytorch.skipped'), '["optimizer"]');
  });
  it('nested 100,000 deep end', async () => {
    const deep = `${']'.repeat(100_000)}${'a'.repeat(99_999)}`;
    assert.deepEqual(names(await pt(pickledDict({ a: deep, W }))), ['W']);
  });
  it('with cycles in the memo end', async () => {
    assert.deepEqual(
      names(await pt(pickledDict({ a: ']q\x00h\x00a', b: '}q\x01X\x01\x00\x00\x00ch\x01s', W }))),
      ['W'],
    );
  });
  it('with an object whose state is itself end', async () => {
    assert.deepEqual(names(await pt(pickledDict({ a: 'cx\ny\n)Rq\x00h\x00b', W }))), ['W']);
  });
  it('of a thousand million laughs end', async () => {
    const laughs = Array.from(
      { length: 30 },
      (_, i) => `](${`h${String.fromCharCode(i)}`.repeat(10)}eq${String.fromCharCode(i + 1)}0`,
    );
    const catalog = await pt(
      bytes('\x80\x02]q\x000', ...laughs, '}(X\x01\x00\x00\x00W', W, 'X\x01\x00\x00\x00ah\x1eu.'),
    );
    assert.deepEqual(names(catalog), ['W']);
  });
  it('with a tensor beyond its storage say so', async () => {
    const catalog = await pt(pickledDict({ W: pickledTensor('0', { offset: 1 }) }));
    await assert.rejects(
      catalog.tensor('W'),
      sentence(/"W" reaches to byte 20 of its storage, which has 16/),
    );
  });
  it('with a storage that is missing say so', async () => {
    const catalog = await pt(pickledDict({ W: pickledTensor('../0') }));
    await assert.rejects(catalog.tensor('W'), sentence(/the storage "..\/0" of "W" is not in the file/));
  });
  it('that repeat one element a billion times are listed and not read', async () => {
    const wide = pickledTensor('0', { shape: [2 ** 15, 2 ** 11], strides: [0, 0] });
    const { entries } = await pt(pickledDict({ wide }));
    assert.match(entries[0]!.unreadable!, /repeats a small storage into a large tensor/);
  });
  it('with a shape that overflows leave the tensor out', async () => {
    assert.deepEqual(
      names(await pt(pickledDict({ a: pickledTensor('0', { shape: [2 ** 50, 2 ** 50] }), W }))),
      ['W'],
    );
  });

  const broken: [string, Uint8Array, RegExp][] = [
    ['cut short', pickledDict({ W }).subarray(0, 40), /pickle is cut short/],
    ['empty', new Uint8Array(), /pickle is cut short/],
    ['with an unknown instruction', bytes('\x80\x02\xff.'), /instruction 0xff at byte 2 is not read/],
    ['that take from an empty stack', bytes('0.'), /takes a value that is not there/],
    ['that close an unopened group', bytes('t.'), /closes a group that was not opened/],
    ['that remember what was not kept', bytes('h\x05.'), /refers to value 5/],
    [
      'with an integer of a megabyte',
      bytes('\x8b', uint(2 ** 20, 4), new Uint8Array(2 ** 20), '.'),
      /an integer of more than 1024 bytes/,
    ],
    ['with a text of 2^63 bytes', bytes('\x8d', uint(2n ** 63n, 8), 'a.'), /pickle is cut short/],
    ['of a million dicts', bytes('}'.repeat(2 ** 20), '.'), /more values than a checkpoint can need/],
    ['with a frame of 2^64 bytes', bytes('\x95', uint(2n ** 64n - 1n, 8)), /pickle is cut short/],
    ['that append to a number', bytes('K\x01K\x01a.'), /appends to something that is not a list/],
    ['that set a key of a list', bytes(']K\x01K\x01s.'), /sets a key of something that is not a dict/],
  ];
  for (const [what, pickle, message] of broken) {
    it(`${what} get a sentence`, () => assert.rejects(pt(pickle), sentence(message)));
  }

  it('of the legacy format cut anywhere get a sentence', async () => {
    const whole = fixtureBytes('made/views_legacy.pt');
    for (let length = 40; length < whole.length; length += 61) {
      await assert.rejects(
        openBytes('m.pt', whole.subarray(0, length)),
        sentence(/cut short|is needed|are needed/),
      );
    }
  });
});

describe('hostile protobuf', () => {
  const field = (number: number, wire: number, ...parts: (Uint8Array | string | number)[]) =>
    bytes((number << 3) | wire, ...parts);
  const graph = (...parts: (Uint8Array | string)[]) => {
    const body = bytes(...parts);
    return bytes(field(1, 0, 8), '\x3a', body.length, body);
  };
  const initializer = (...parts: Uint8Array[]) => {
    const body = bytes(...parts);
    return graph(bytes('\x2a', body.length, body));
  };
  const most = '\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01';
  const open = (content: Uint8Array) => openBytes('m.onnx', content);

  const broken: [string, Uint8Array, RegExp][] = [
    [
      'a length beyond the file',
      bytes(field(1, 0, 8), '\x3a\x7f'),
      /a length of 127 bytes, beyond the message's end/,
    ],
    ['a length of 2^64', bytes(field(1, 0, 8), '\x3a', most), /a length of \d+ bytes/],
    ['an inner length beyond its message', graph('\x2a\x20'), /a length of 32 bytes/],
    ['a number without end', bytes(field(1, 0, 8), '\x3a', '\xff'.repeat(12)), /a number that does not end/],
    ['field number 0', graph('\x00\x00'), /field number 0/],
    ['a group', graph('\x0b\x0c'), /wire type 3/],
    ['no graph', bytes(field(1, 0, 8), '\x12\x01a\x12\x01a'), /holds no graph/],
    ['a negative length of an axis', initializer(field(1, 0, most), field(2, 0, 1)), /shape of ""/],
    [
      'a shape that overflows',
      initializer(...Array<Uint8Array>(3).fill(field(1, 0, '\xff\xff\xff\xff\xff\x7f')), field(2, 0, 1)),
      /shape of ""/,
    ],
  ];
  for (const [what, content, message] of broken) {
    it(`${what} gets a sentence`, () => assert.rejects(open(content), sentence(message)));
  }
  it('of data of another size than its shape gets a sentence', async () => {
    const catalog = await open(
      initializer(field(1, 0, 9), field(2, 0, 1), field(8, 2, 1, 'W'), field(9, 2, 4, 'abcd')),
    );
    await assert.rejects(catalog.tensor('W'), sentence(/"W" has 4 bytes of data and its shape needs 36/));
  });
});

describe('hostile HDF5', () => {
  /** A fixture with bytes written over the place of its first node of a kind. */
  const patched = (file: string, signature: string, offset: number, content: Uint8Array) => {
    const copy = Buffer.from(fixtureBytes(`made/${file}`));
    copy.set(content, copy.indexOf(signature) + offset);
    return openBytes(file, new Uint8Array(copy));
  };
  const anything = sentence(/HDF5/);

  it('whose group holds itself is entered once', async () => {
    assert.ok((await openFixture('made/chunked.h5')).entries.every(({ name }) => !name.startsWith('loop')));
  });
  it('nested too deep gets a sentence', () =>
    assert.rejects(openFixture('made/deep.h5'), sentence(/nested deeper than 32/)));
  it('whose tree claims 65535 entries gets a sentence', () =>
    assert.rejects(patched('keras2.h5', 'TREE', 6, uint(65535, 2)), anything));
  it('whose tree is its own child gets a sentence', async () => {
    const at = Buffer.from(fixtureBytes('made/keras2.h5')).indexOf('TREE');
    await assert.rejects(patched('keras2.h5', 'TREE', 32, uint(at, 8)), anything);
  });
  it('whose symbol table has 65535 entries gets a sentence', () =>
    assert.rejects(patched('keras2.h5', 'SNOD', 6, uint(65535, 2)), anything));
  it('whose heap of links is immense gets a sentence', () =>
    assert.rejects(
      patched('dense.h5', 'FRHP', 110, uint(65535, 2)),
      sentence(/a heap of more blocks than a file can have/),
    ));
  it('whose header claims 2^31 bytes gets a sentence', () =>
    assert.rejects(patched('latest.h5', 'OHDR', 5, uint(2, 1)), anything));
  it('that makes its reader work without end is stopped', () => {
    const file = new GuardedBuffer(2 ** 16);
    new DataView(file).setUint32(0, 0x54524545);
    new DataView(file).setUint16(6, 65535, true);
    let visits = 0;
    const visit = () => {
      for (; visits < 1e6; visits++) file.slice(0, 4);
    };
    assert.throws(visit, Hdf5WorkError);
    assert.ok(visits < 100, `a tree node of 65535 entries was visited ${visits} times`);
    assert.throws(() => new GuardedBuffer(2 ** 25).slice(), Hdf5WorkError);
  });
  it('whose object header goes round or on without end is stopped', () => {
    const file = new GuardedBuffer(2 ** 20);
    new Uint8Array(file).set(bytes('OHDR', 2, 2, uint(2 ** 31, 4)));
    assert.throws(() => {
      checkObjectHeader(file, 0);
    }, Hdf5WorkError);
    // One message that continues in the block that it stands in.
    new Uint8Array(file).set(bytes('OHDR', 2, 2, uint(20, 4), 0x10, uint(16, 2), 0, uint(6, 8), uint(24, 8)));
    checkObjectHeader(file, 0);
  });
  it('cut anywhere gets a sentence or fewer bytes', async () => {
    const whole = fixtureBytes('made/latest.h5');
    for (let length = 8; length < whole.length; length += 101) {
      await openBytes('w.h5', whole.subarray(0, length)).then(tensors).catch(sentence(/./));
    }
  });
});
