import assert from 'node:assert/strict';
import { openCatalog } from '../../../src/formats/open';
import { MemorySource } from '../../../src/formats/memorySource';
import { bytes, fixtureBytes, openBytes, sentence } from './fixture';

describe('opening a checkpoint', () => {
  it('goes by the content, not by the ending', async () => {
    const made: [string, string][] = [
      ['model.safetensors', 'safetensors'],
      ['model.pt', 'PyTorch zip'],
      ['model_legacy.pt', 'PyTorch (legacy)'],
      ['model.npz', 'NumPy zip'],
      ['version1.npy', 'NumPy array'],
      ['raw.onnx', 'ONNX'],
      ['keras2.h5', 'Keras HDF5'],
      ['model.keras', 'Keras archive'],
    ];
    for (const [file, format] of made) {
      for (const name of ['model.bin', 'model', 'model.onnx', 'model.safetensors']) {
        assert.equal(
          (await openBytes(name, fixtureBytes(`made/${file}`))).format,
          format,
          `${file} as ${name}`,
        );
      }
    }
  });

  const refused: [string, string, string | Uint8Array, RegExp][] = [
    ['an empty file', 'm.pt', '', /the file is empty/],
    [
      'a pointer of Git LFS',
      'm.pt',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      /Git LFS pointer.*git lfs pull/,
    ],
    ['a text', 'm.pt', 'W = [[1, 2], [3, 4]]\n', /this is a text file, not a checkpoint/],
    ['a text cut in a character', 'm.bin', new TextEncoder().encode(`${'é'.repeat(2047)}aé`), /text file/],
    ['a web page', 'm.safetensors', '<!DOCTYPE html><html>', /a web page, perhaps from a failed download/],
    ['a gzip', 'm.bin', '\x1f\x8b\x08\x00\x00\x00', /compressed by gzip/],
    [
      'a plain pickle',
      'm.pkl',
      '\x80\x04\x95\x00',
      /plain Python pickle, which contains a program and is never run/,
    ],
    [
      'noise',
      'm.bin',
      bytes(...Array.from({ length: 64 }, (_, i) => (i * 73 + 130) % 256)),
      /neither a zip nor what torch.save wrote/,
    ],
    [
      'noise with an ending',
      'm.safetensors',
      bytes(...Array.from({ length: 64 }, () => 0xfe)),
      /not a safetensors file, or is damaged/,
    ],
    [
      'noise as HDF5',
      'm.h5',
      bytes(...Array.from({ length: 64 }, () => 0xfe)),
      /does not begin as an HDF5 file/,
    ],
  ];
  for (const [what, name, content, message] of refused) {
    it(`${what} gets a sentence`, () => assert.rejects(openBytes(name, bytes(content)), sentence(message)));
  }

  it('of an HDF5 file over the budget says the budget', async () => {
    class Large extends MemorySource {
      override get size(): number {
        return 2 ** 30;
      }
    }
    const large = new Large('m.h5', fixtureBytes('made/keras2.h5'));
    await assert.rejects(openCatalog(large), sentence(/its 1024 MB are more than the 256 MB allowed/));
  });
});
