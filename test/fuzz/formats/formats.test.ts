import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fuzz } from './run';

/** A few seconds a format; `npm run fuzz` gives each a minute. */
const byDefault = process.env['npm_lifecycle_event'] === 'fuzz' ? 60 : 2;
const seconds = Number(process.env['GRADIENT_LENS_FUZZ_SECONDS'] ?? byDefault);
const firstSeed = Number(process.env['GRADIENT_LENS_FUZZ_SEED'] ?? 1);
const maxCaseSeconds = 1;
const maxMemoryBytes = 512 * 2 ** 20;

/** What is mutated, and under which name it is opened. */
const corpora: Readonly<Record<string, readonly string[]>> = {
  'w.npy': ['version1.npy', 'version2.npy', 'version3.npy', 'objects.npy'],
  'w.npz': ['model.npz', 'model_compressed.npz', 'corners.npz'],
  'w.safetensors': ['model.safetensors', 'shard-1-of-2.safetensors'],
  'w.index.json': ['model.safetensors.index.json'],
  'zip.pt': ['views.pt', 'torch2_big.pt', 'module.pt', 'evil.pt', 'nested.ckpt'],
  'legacy.pt': ['views_legacy.pt', 'evil_legacy.pt', 'model_legacy.pt'],
  'w.onnx': [
    ...[
      ...['if_branch', 'loop_body', 'slice_concat', 'int8_node'],
      ...['onnx_clip', 'onnx_fixed_length', 'onnx_hard_sigmoid', 'onnx_input_forget', 'onnx_peephole'],
    ].map((name) => `../../../cases/checkpoints/${name}.onnx`),
    'raw.onnx',
    'float_data.onnx',
    'half_data.onnx',
    'external.onnx',
  ],
  'w.h5': ['keras2.h5', 'keras3.weights.h5', 'latest.h5', 'dense.h5', 'chunked.h5'],
  'w.keras': ['model.keras'],
  'quantized.pt': ['../../../cases/checkpoints/int8.pt', '../../../cases/checkpoints/int8_module.pt'],
  '.metadata': ['../containers/sharded/.metadata', '../containers/oneProcess/.metadata'],
  'w.index': ['../containers/tensorflow1/model.ckpt-100.index', '../containers/tensorflow2/ckpt.index'],
  'w.pt2': ['../containers/exported.pt2'],
  'w.msgpack': ['lstm.msgpack', 'state.msgpack', 'chunked.msgpack'].map((name) => `../containers/${name}`),
  'w.mat': ['lstm.mat', 'compressed.mat', 'lstm73.mat'].map((name) => `../containers/${name}`),
  'w.gguf': ['../containers/lstm.gguf'],
  'w.pkl': [
    '../pickles/numpy2.pkl',
    '../pickles/numpy5.pkl',
    '../pickles/hostile.pkl',
    '../pickles/arrays.joblib',
  ],
};

/** What stands beside the file that is mutated. */
const besides: Readonly<Record<string, readonly (readonly [name: string, file: string])[]>> = {
  '.metadata': [
    ['__0_0.distcp', '../containers/sharded/__0_0.distcp'],
    ['__1_0.distcp', '../containers/sharded/__1_0.distcp'],
  ],
  'w.index': [['w.data-00000-of-00001', '../containers/tensorflow1/model.ckpt-100.data-00000-of-00001']],
};

const made = (file: string): Uint8Array =>
  new Uint8Array(readFileSync(join('test', 'fixtures', 'checkpoints', 'made', file)));

describe('hostile checkpoints', () => {
  for (const [name, files] of Object.entries(corpora)) {
    it(`${name}: ${seconds} s of mutations end in a FormatError or in tensors`, async function () {
      this.timeout((seconds + 60) * 1000);
      const corpus = files.map(made);
      const beside = (besides[name] ?? []).map(([sibling, file]) => [sibling, made(file)] as const);
      const run = { name, corpus, beside, seconds, firstSeed };
      const { cases, crashes, slowest, memory } = await fuzz(run);
      console.log(
        `      ${name}: ${cases} cases, ${crashes.size} crashes, slowest ${slowest.seconds.toFixed(2)} s (seed ${slowest.seed}), ${Math.round(memory / 2 ** 20)} MB`,
      );
      assert.deepEqual([...crashes], []);
      assert.ok(cases > 0);
      assert.ok(slowest.seconds < maxCaseSeconds, `seed ${slowest.seed} took ${slowest.seconds} s`);
      assert.ok(memory < maxMemoryBytes, `${memory} bytes`);
    });
  }
});
