import * as l10n from '@vscode/l10n';
import type { ByteSource } from './byteSource';

/** What begins a file of a kind that is not opened here. */
interface Foreign {
  readonly is: (start: string, name: string) => boolean;
  /** What it is, and the way out, in one sentence. */
  readonly sentence: (name: string) => string;
}

const begins =
  (...marks: readonly string[]) =>
  (start: string): boolean =>
    marks.some((mark) => start.startsWith(mark));

const ends =
  (...endings: readonly string[]) =>
  (_: string, name: string): boolean =>
    endings.some((ending) => name.endsWith(ending));

const packed = (name: string): string =>
  l10n.t('{0}: this file is compressed; unpack it and open what is inside.', name);

/** By the first bytes as Latin-1, then by names that say it where the content has no mark of its own. */
const foreign: readonly Foreign[] = [
  {
    is: begins('\x1f\x8b'),
    sentence: (name) => l10n.t('{0}: this file is compressed by gzip; unpack it first.', name),
  },
  {
    is: begins('BZh', '\xfd7zXZ', '\x28\xb5\x2f\xfd', '7z\xbc\xaf', 'Rar!', '\x04\x22\x4d\x18'),
    sentence: packed,
  },
  {
    is: (start) => start.slice(257, 262) === 'ustar',
    sentence: (name) =>
      l10n.t('{0}: this is a tar archive of files; unpack it and open the checkpoint inside.', name),
  },
  {
    is: (start) => start.slice(4, 8) === 'TFL3',
    sentence: (name) =>
      l10n.t(
        '{0}: this is a TensorFlow Lite model, which is made for devices and is not read; open the Keras model that it was converted from, or convert it to ONNX with tf2onnx.',
        name,
      ),
  },
  {
    is: (start) => /^ET\d\d$/.test(start.slice(4, 8)),
    sentence: (name) =>
      l10n.t(
        '{0}: this is an ExecuTorch program, which is made for devices and is not read; open the state_dict that it was exported from.',
        name,
      ),
  },
  {
    is: begins('ggml', 'lmgg', 'fmgg', 'tjgg'),
    sentence: (name) =>
      l10n.t(
        '{0}: this is a GGML model of before GGUF, which is not read; open the safetensors or PyTorch file that it was converted from.',
        name,
      ),
  },
  {
    is: begins('\x0c\xdb\x3a\x2a'),
    sentence: (name) =>
      l10n.t(
        '{0}: this is an Orbax checkpoint of JAX (OCDBT), which is not read; restore it with orbax and save the parameters as .safetensors or .npz.',
        name,
      ),
  },
  {
    is: (start, name) =>
      /(?:^|\/)(?:\.zarray|\.zgroup|zarr\.json)$/.test(name) && start.includes('zarr_format'),
    sentence: (name) =>
      l10n.t(
        '{0}: this describes an array of Zarr, as Orbax of before OCDBT keeps each parameter, which is not read; restore it with orbax or zarr and save the parameters as .safetensors or .npz.',
        name,
      ),
  },
  {
    is: ends('saved_model.pb'),
    sentence: (name) =>
      l10n.t(
        '{0}: this is the graph of a TensorFlow SavedModel, and the folder variables with its weights is not next to it; copy that too, save the model as .keras, or convert it to ONNX with tf2onnx.',
        name,
      ),
  },
  {
    is: ends('.mlmodel', '.mlpackage'),
    sentence: (name) =>
      l10n.t(
        '{0}: this is a Core ML model, which is not read; open the PyTorch, Keras or ONNX model that it was converted from.',
        name,
      ),
  },
  {
    is: ends('.pdiparams', '.pdmodel'),
    sentence: (name) =>
      l10n.t(
        '{0}: this is a PaddlePaddle inference model, which is not read; open its .pdparams, or convert it to ONNX with paddle2onnx.',
        name,
      ),
  },
  {
    is: (_, name) => /\.data-\d+-of-\d+$/.test(name),
    sentence: (name) =>
      l10n.t(
        '{0}: these are the weights of a TensorFlow checkpoint, and the .index with their names is not next to them; copy that too, or save the model as .keras or its variables as .npz.',
        name,
      ),
  },
  {
    is: ends('.pb'),
    sentence: (name) =>
      l10n.t(
        '{0}: this is a TensorFlow graph, which is not read; save the model as .keras, or convert it to ONNX with tf2onnx.',
        name,
      ),
  },
];

/** What a file of another kind is and how to get to something readable, as a sentence; `undefined` for none of them. */
export function foreignSentence({ name }: Pick<ByteSource, 'name'>, head: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(head.subarray(0, 512));
  const found = foreign.find(({ is }) => is(start, name.toLowerCase()));
  return found?.sentence(name);
}
