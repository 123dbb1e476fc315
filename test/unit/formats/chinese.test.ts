// What is wrong with a checkpoint is said in Chinese where the editor is.
import assert from 'node:assert/strict';
import { assertChinese, speakChinese } from '../chinese';
import { bytes, fixtureBytes, openBytes, openFixture, uint, unreadable } from './fixture';
import { zipFile } from './zipFile';

/** What JSON.parse, zip.js and jsfive say, in their own words, with the error in parentheses. */
const libraries = /(?<=有效的 JSON|此 zip 读取 [^（]*|HDF5 文件读取 [^（]*|无法读取 [^（]*)（.*）/u;

/** The complaint about a file that is opened, and all of whose tensors are read. */
async function complaint(name: string, content: Uint8Array): Promise<string | undefined> {
  try {
    const catalog = await openBytes(name, content);
    for (const entry of catalog.entries) await catalog.tensor(entry.name);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

const header = (text: string) => bytes('\x93NUMPY', 1, 0, uint(text.length, 2), text, new Uint8Array(8));
const ok = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }\n";
const safetensors = (text: string, data = 16) => bytes(uint(text.length, 8), text, new Uint8Array(data));
const tensor = (begin: number, end: number, shape = [(end - begin) / 4]) =>
  JSON.stringify({ dtype: 'F32', shape, data_offsets: [begin, end] });
const index = (text: string) => new TextEncoder().encode(text);
const pickle = (text: string) => zipFile([{ name: 'm/data.pkl', data: bytes(text) }]);

describe('checkpoints in Chinese', () => {
  speakChinese();

  const broken: [name: string, content: Uint8Array, ...kept: string[]][] = [
    ['m.pt', bytes(), '文件为空'],
    ['m.pt', bytes('version https://git-lfs.github.com/spec/v1\n'), '"git lfs pull"'],
    ['m.pt', bytes('<!DOCTYPE html>'), '网页'],
    ['m.pt', bytes('W = 1\n'), '文本文件'],
    ['m.pkl', bytes('\x80\x04\x95\x00'), 'torch.save'],
    ['m.bin', bytes('\x1f\x8b\x08\x00\x00'), 'gzip'],
    ['m.xyz', bytes(200, 1, 0, 255, 254), 'safetensors'],
    ['W.npy', bytes('\x93NUMPY', 9, 0, uint(0, 4)), '版本 9'],
    ['W.npy', bytes('\x93NUMPY', 1, 0), '几个字节'],
    ['W.npy', bytes('\x93NUMPY', 2, 0, uint(2 ** 32 - 1, 4)), '4294967295'],
    ['W.npy', header('os.system()'), '字符 0', '字面量'],
    ['W.npy', header("{'descr' 1}"), '字符 9', '冒号'],
    ['W.npy', header('{1: 2}'), '作为键的字符串'],
    ['W.npy', header("{'a': 1 2}"), '“}”或逗号'],
    ['W.npy', header("{'a': (1 2)}"), '“)”或逗号'],
    ['W.npy', header('{} {}'), '结尾'],
    ['W.npy', header('1'), '字典'],
    ['W.npy', header("{'descr': '<f4', 'descr': '<f8'}"), "'descr'"],
    ['W.npy', header("{'shape': ()}"), '"descr"'],
    ['W.npy', header(ok.replace('False', '0')), '"fortran_order"'],
    ['W.npy', header(ok.replace('(2, 2)', '4')), '"shape"'],
    ['W.npy', header(ok.replace('(2, 2)', '(-2, 2)')), '"W"', '-2,2'],
    ['W.npy', header(ok), '32', '8'],
    ['W.npy', header('('.repeat(60_000)), '32 层'],
    ['m.safetensors', bytes(1, 2, 3), '3 字节'],
    ['m.safetensors', bytes(uint(99, 8), '{}'), '99', '10'],
    ['m.safetensors', bytes(uint(2n ** 63n, 8), '{}'), '100000000'],
    ['m.safetensors', safetensors('{"a":'), '文件头', 'JSON'],
    ['m.safetensors', bytes(uint(2, 8), '[]'), 'JSON 对象'],
    ['m.safetensors', safetensors(`{"a":${tensor(0, 16)},"a":${tensor(0, 16)}}`), '重复的键'],
    ['m.safetensors', safetensors('{"a":{}}'), '"a"', '"data_offsets"'],
    ['m.safetensors', safetensors(`{"a":${tensor(16, 0, [4])}}`), '"a"', '16, 0'],
    ['m.safetensors', safetensors(`{"a":${tensor(0, 64)}}`), '"a"', '结束于字节'],
    ['m.safetensors', safetensors(`{"a":${tensor(0, 16, [2, 3])}}`), '"a"', '2×3', '24', '16'],
    ['m.safetensors', safetensors(`{"a":${tensor(0, 12)},"b":${tensor(8, 16)}}`), '"b"', '重叠'],
    ['m.safetensors', safetensors(`{"a":${tensor(4, 16)}}`), '"a"', '4 字节的空隙'],
    ['m.safetensors', safetensors(`{"a":${tensor(0, 12)}}`), '4 字节不属于'],
    ['m.index.json', index('{"weight_map": 3}'), '"weight_map"'],
    ['m.index.json', index('{"weight_map": {"a": 3}}'), '"a"', '分片'],
    ['m.index.json', index('{"weight_map": {"a": "../b"}}'), '"../b"', '目录之外'],
    ['m.index.json', index('{"weight_map": {"a": "b.safetensors"}}'), '"b.safetensors"'],
    ['m.index.json', index('{"weight_map": {}'), '索引不是有效的 JSON'],
    ['m.onnx', bytes(8, 7, 0x3a, 99), '字节 2', 'protobuf', '99'],
    ['m.onnx', bytes(8, 7, 0x3a, 0, 0x07, 1), 'protobuf'],
    ['m.onnx', bytes(8, 7, 0x1a, 0, 0, 0, 0, 0), '字段编号为 0'],
    ['m.onnx', bytes(8, 7, 0x1a, 4, 1, 2, 3, 4), '计算图'],
    ['m.pt', pickle('\x80\x02N'), 'pickle', '截断'],
    ['m.pt', pickle('\x80\x02\xff.'), '0xff', '字节 2'],
    ['m.pt', pickle('\x80\x02.'), '不存在的值'],
    ['m.pt', pickle('\x80\x02h\x07.'), '值 7'],
    ['m.pt', pickle('\x80\x02e.'), '未开始的组'],
    ['m.pt', pickle('\x80\x02NNa.'), '非列表'],
    ['m.pt', pickle('\x80\x02NNNs.'), '非字典'],
    ['m.bin', bytes(0x80, 9, 200, 1, 0, 255), 'torch.save'],
    ['m.zip', zipFile([{ name: 'a.txt', data: bytes('a') }]), 'NumPy'],
    ['m.zip', zipFile([{ name: 'inner.pt', data: bytes('a') }]), 'inner.pt'],
    [
      'm.npz',
      zipFile([
        { name: 'a.npy', data: header(ok) },
        { name: 'a.npy', data: header(ok) },
      ]),
      '"a.npy"',
    ],
    ['m.npz', zipFile([{ name: 'a.npy', data: header(ok), flags: 1 }]), '"a.npy"', '加密'],
    [
      'm.npz',
      zipFile([{ name: 'a.npy', data: new Uint8Array(2 ** 16), deflated: true, claimedSize: 2 ** 31 }]),
      'm.npz',
    ],
    ['m.npz', bytes('PK\x03\x04', new Uint8Array(64)), '其目录'],
    [
      'm.keras',
      zipFile([
        { name: 'config.json', data: bytes('{}') },
        { name: 'metadata.json', data: bytes('{}') },
      ]),
      'model.weights.h5',
    ],
    ['m.h5', bytes('\x89HDF\r\n\x1a\n', new Uint8Array(200)), '"/"', 'HDF5'],
    ['m.h5', bytes(200, 1, 0, 255, 254), 'HDF5'],
  ];
  for (const [i, [name, content, ...kept]] of broken.entries()) {
    it(`${name} ${i + 1}: ${kept.join(' ')}`, async () => {
      const said = await complaint(name, content);
      assert.ok(said, 'it was read');
      assert.ok(said.startsWith(`${name}：`) && said.endsWith('。'), said);
      assertChinese(said, kept, libraries);
    });
  }

  for (const file of [
    'model.safetensors',
    'model.pt',
    'model_legacy.pt',
    'model.npz',
    'version1.npy',
    'raw.onnx',
  ]) {
    it(`${file} cut short or changed anywhere`, async () => {
      const whole = fixtureBytes(`made/${file}`);
      let complaints = 0;
      for (let i = 0; i < 150; i++) {
        const at = Math.floor((whole.length * i) / 150);
        const changed = whole.slice(0, i % 3 === 0 ? at : whole.length);
        if (i % 3 !== 0) changed[(at * 7) % 400] = (changed[(at * 7) % 400]! + i) & 255;
        const said = await complaint(file, changed);
        if (said === undefined) continue;
        complaints++;
        assertChinese(said, [], libraries);
      }
      assert.ok(complaints > 20, String(complaints));
    });
  }

  it('why tensors are not analyzed', async () => {
    const reasons = Object.values(unreadable(await openFixture('made/corners.npz')));
    const objects = Object.values(unreadable(await openFixture('made/objects.npy')));
    assert.equal(reasons.length, 5);
    for (const reason of [...reasons, ...objects]) assertChinese(reason);
    const said = await complaint('objects.npy', fixtureBytes('made/objects.npy'));
    assert.equal(said, 'objects.npy：无法分析 "objects"：Python 对象数组是 pickle 程序，绝不加载。');
  });

  it('the format of a sharded checkpoint', async () => {
    const { format } = await openFixture('made/model.safetensors.index.json');
    assert.match(format, /^safetensors（\d 个分片）$/);
  });
});
