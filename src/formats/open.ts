import * as l10n from '@vscode/l10n';
import type { ByteSource } from './byteSource';
import { foreignSentence } from './foreign';
import type { Catalog, Format } from './format';
import { FormatError } from './formatError';
import { flaxMsgpack } from './flax/msgpack';
import { gguf } from './gguf/gguf';
import { h5 } from './keras/h5';
import { mat } from './mat/mat';
import { npy } from './npy';
import { onnx } from './onnx/onnx';
import { distributedCheckpoint } from './pytorch/distributed';
import { withComputedWeights } from './pytorch/reparametrized';
import { pickled } from './pytorch/pickled';
import { legacyPytorch } from './pytorch/legacy';
import { safetensors } from './safetensors';
import { shardIndex } from './shards';
import { tensorflowCheckpoint } from './tensorflow/checkpoint';
import { zipped } from './zip/zipped';

/** Formats in the order they are asked; ONNX, which has no magic, last. */
const containers: readonly Format[] = [
  distributedCheckpoint,
  tensorflowCheckpoint,
  npy,
  zipped,
  h5,
  legacyPytorch,
  pickled,
  safetensors,
  gguf,
  mat,
  flaxMsgpack,
  onnx,
];
const index = shardIndex((shard) => openAs(shard, containers));

/** Every format, for lists of endings. */
export const formats: readonly Format[] = [...containers, index];

/** As much of a file as tells its format. */
export const headSize = 4096;
const lfs = 'version https://git-lfs.github.com/spec/v1';

/**
 * Opens a checkpoint by what it holds; the ending decides only where the content says nothing.
 * @throws FormatError, one sentence, for anything that is no checkpoint
 */
export async function openCatalog(source: ByteSource): Promise<Catalog> {
  return withComputedWeights(await openAs(source, formats));
}

async function openAs(source: ByteSource, known: readonly Format[]): Promise<Catalog> {
  if (source.size === 0)
    throw new FormatError(l10n.t('{0}: the file is empty; copy or download it again.', source.name));
  const head = await source.read(0, Math.min(headSize, source.size));
  if (startsWith(head, lfs)) {
    throw new FormatError(
      l10n.t(
        '{0}: this is a Git LFS pointer, not the file itself; run "git lfs pull" in its folder.',
        source.name,
      ),
    );
  }
  const name = source.name.toLowerCase();
  const format = known.find((format) => format.match(head, source.size, name));
  if (format) return format.open(source);
  const byEnding = known.find(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
  throw unknown(source, head) ?? (byEnding ? await complaint(byEnding, source) : nothingKnown(source));
}

const startsWith = (head: Uint8Array, text: string): boolean =>
  new TextDecoder('latin1').decode(head.subarray(0, text.length)) === text;

/** Contents that people open by mistake, and those of other tools. */
function unknown(source: ByteSource, head: Uint8Array): FormatError | undefined {
  const sentence = foreignSentence(source, head);
  if (sentence !== undefined) return new FormatError(sentence);
  if (isText(head)) {
    const start = new TextDecoder().decode(head.subarray(0, 200)).trimStart();
    return new FormatError(
      /^<(!doctype html|html)/i.test(start)
        ? l10n.t(
            '{0}: this is a web page, perhaps from a failed download, not a checkpoint; open it in the text editor.',
            source.name,
          )
        : l10n.t('{0}: this is a text file, not a checkpoint; open it in the text editor.', source.name),
    );
  }
  return undefined;
}

/** A format's own complaint about a file that has its ending and not its content. */
async function complaint(format: Format, source: ByteSource): Promise<FormatError> {
  try {
    await format.open(source);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  return nothingKnown(source);
}

function nothingKnown(source: ByteSource): FormatError {
  return new FormatError(
    l10n.t(
      '{0}: the content is not in a known checkpoint format (npy, npz, safetensors, PyTorch, ONNX, Keras …); convert it to one of them.',
      source.name,
    ),
  );
}

/**
 * Whether a file's first bytes are those of a checkpoint, or of another tool's file about which there is something to say;
 * a file of any ending may be one.
 * @param head up to 4 KiB
 */
export function isKnownContent(name: string, head: Uint8Array, size: number): boolean {
  if (head.length === 0) return false;
  return (
    formats.some((format) => format.match(head, size, name.toLowerCase())) ||
    foreignSentence({ name }, head) !== undefined
  );
}

/** UTF-8 without control characters; as a stream, so that a character may be cut at the end of the head. */
function isText(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head, { stream: true });
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text);
}
