import assert from 'node:assert/strict';
import { bytes, fixtureBytes, openBytes, sentence, tensors } from './fixture';

const saved = fixtureBytes('made/torch2_big.pt');

describe('checkpoints by content', () => {
  for (const ending of [
    'th',
    'tar',
    'jit',
    'model',
    'pkl',
    'chkpt',
    'weights',
    'ptl',
    'pth.tar',
    'txt',
    '',
  ]) {
    it(`of torch.save are read when their name ends in .${ending}`, async () => {
      const catalog = await openBytes(`model.${ending}`, saved);
      assert.equal(catalog.format, 'PyTorch zip');
      assert.ok(catalog.entries.length > 0);
    });
  }

  const foreign: readonly (readonly [string, string, Uint8Array, RegExp])[] = [
    ['TensorFlow Lite', 'm.bin', bytes(28, 0, 0, 0, 'TFL3', 0, 1), /TensorFlow Lite.*Keras.*ONNX/],
    ['ExecuTorch', 'm.pte', bytes(28, 0, 0, 0, 'ET12', 0, 1), /ExecuTorch.*state_dict/],
    ['tar', 'm.pt', bytes(new Uint8Array(257).fill(0x61), 'ustar', 0, 0, 0), /tar archive.*unpack/],
    ['bzip2', 'm.pt', bytes('BZh91AY', 0, 1), /compressed; unpack/],
    ['zstd', 'm.pt', bytes(0x28, 0xb5, 0x2f, 0xfd, 0, 1), /compressed; unpack/],
    ['Core ML', 'm.mlmodel', bytes(8, 4, 0x12, 0x1e, 10, 20, 10, 5, 'input', 0), /Core ML.*ONNX/],
    ['SavedModel', 'saved_model.pb', bytes(8, 1, 0x12, 9, 10, 7, 0x22, 5, 'serve'), /SavedModel.*ONNX/],
    [
      'a frozen graph',
      'frozen.pb',
      bytes(10, 20, 10, 5, 'input', 0x12, 11, 'Placeholder'),
      /TensorFlow graph.*ONNX/,
    ],
    ['Orbax', 'manifest.ocdbt', bytes(0x0c, 0xdb, 0x3a, 0x2a, 0, 0), /Orbax.*safetensors/],
    ['Zarr', '.zarray', bytes('{"chunks":[2],"zarr_format":2}'), /Zarr.*Orbax.*safetensors/],
    ['Paddle', 'm.pdiparams', bytes(0, 0, 0, 0, 1, 2), /PaddlePaddle.*ONNX/],
  ];
  for (const [what, name, content, pattern] of foreign) {
    it(`of another kind, ${what}, are told with the way out`, () =>
      assert.rejects(openBytes(name, content), sentence(pattern)));
  }
});

describe('pickles', () => {
  it('of NumPy arrays are read by every protocol, in both orders of bytes and of axes', async () => {
    for (const file of ['numpy2.pkl', 'numpy4.pkl', 'numpy5.pkl']) {
      const read = await tensors(await openBytes(file, fixtureBytes(`pickles/${file}`)));
      assert.deepEqual(read['w'], { shape: [2, 3], data: [0, 1, 2, 3, 4, 5] }, file);
      assert.deepEqual(read['fortran'], read['w'], file);
      assert.deepEqual(read['big'], read['w'], file);
      assert.deepEqual(read['list.0'], { shape: [2], data: [0.5, -1] }, file);
    }
  });
  it('of joblib are read', async () => {
    const read = await tensors(await openBytes('m', fixtureBytes('pickles/arrays.joblib')));
    assert.deepEqual(read['w'], { shape: [2, 3], data: [0, 1, 2, 3, 4, 5] });
    assert.deepEqual(read['fortran'], read['w']);
  });
  it('that call a program are read without the call', async () => {
    const catalog = await openBytes('m.pkl', fixtureBytes('pickles/hostile.pkl'));
    assert.match(catalog.metadata.get('pytorch.ignoredNames')!, /system/);
    assert.deepEqual(Object.keys(await tensors(catalog)), ['w']);
  });
  it('without an array get a sentence', () =>
    assert.rejects(openBytes('m.pkl', bytes(0x80, 4, 'N.')), sentence(/plain|Python pickle.*numpy.savez/)));
  for (const file of ['numpy4.pkl', 'arrays.joblib']) {
    it(`cut anywhere get a sentence: ${file}`, async () => {
      const whole = fixtureBytes(`pickles/${file}`);
      for (let length = 2; length < whole.length; length += 5)
        await assert.rejects(openBytes('m.pkl', whole.subarray(0, length)), sentence(/pickle/));
    });
  }
});
