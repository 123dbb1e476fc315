import * as l10n from '@vscode/l10n';
import type { OwnInputs } from '../../core/recurrence/driven/own';
import type { Tensor } from '../../core/tensor';
import { FormatError } from '../../formats/formatError';
import { npy } from '../../formats/npy';
import { openCatalog } from '../../formats/open';
import type { CheckpointPlace, InputsPlace } from '../../shared/checkpoint';
import { sourceOf } from './openCheckpoint';

/** Sequences of a batch that are followed; their spread tells as much as that of more. */
const maxSequences = 16;

/**
 * Reads inputs from a NumPy file: steps × inputs, or batch × steps × inputs.
 * @param path of a `.npy` file, or of a `.npz` file with `:name` behind it where it holds several arrays
 * @throws FormatError, one sentence that names the file and the mend
 */
export function readOwnInputs(path: string): Promise<OwnInputs> {
  const [, file, array = null] = /^(.*\.np[yz])(?::(.+))?$/i.exec(path) ?? [];
  return ownInputsAt({ place: { kind: 'path', path: file ?? path }, array });
}

/** As `readOwnInputs`, of an array of a file. */
export async function ownInputsAt({ place, array }: InputsPlace): Promise<OwnInputs> {
  const name = fileNameOf(place);
  requireEnding(name);
  const source = await sourceOf(place);
  try {
    const catalog = await openCatalog(source);
    const names = catalog.entries.map((entry) => entry.name);
    const [only] = names;
    const wanted = catalog.format === npy.name ? only : (array ?? (names.length === 1 ? only : undefined));
    if (wanted === undefined || !names.includes(wanted)) {
      throw new FormatError(
        l10n.t('{0}: name one of its arrays behind a colon: {1}', name, names.slice(0, 12).join(', ')),
      );
    }
    return sequencesOf(array === null ? name : `${name}:${array}`, await catalog.tensor(wanted));
  } finally {
    await source.close?.();
  }
}

/** The arrays of a file that can be inputs. @throws FormatError, one sentence, for another file or none of them */
export async function inputArrays(place: CheckpointPlace): Promise<string[]> {
  requireEnding(fileNameOf(place));
  const source = await sourceOf(place);
  try {
    const { entries } = await openCatalog(source);
    const fit = entries.filter(({ shape }) => shape.length === 2 || shape.length === 3);
    return (fit.length > 0 ? fit : entries).map(({ name }) => name);
  } finally {
    await source.close?.();
  }
}

const fileNameOf = (place: CheckpointPlace): string =>
  place.kind === 'bytes' ? place.name : place.path.replace(/^.*[/\\]/, '');

function requireEnding(name: string): void {
  if (/\.np[yz]$/i.test(name)) return;
  throw new FormatError(
    l10n.t('{0}: inputs are read from .npy and .npz files; save them with numpy.save', name),
  );
}

function sequencesOf(name: string, { shape, data }: Tensor): OwnInputs {
  const [steps, width] = shape.slice(-2);
  const count = shape.length === 3 ? shape[0]! : 1;
  if ((shape.length !== 2 && shape.length !== 3) || steps === undefined || width === undefined) {
    throw new FormatError(
      l10n.t('{0}: inputs are steps × inputs, or batch × steps × inputs, not {1}', name, shape.join(' × ')),
    );
  }
  if (steps < 2 || count === 0 || width === 0)
    throw new FormatError(l10n.t('{0}: {1} is too short; give at least 2 steps', name, shape.join(' × ')));
  const wrong = data.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const step = Math.floor(wrong / width) % steps;
    throw new FormatError(
      l10n.t('{0}: the input of step {1} is not finite ({2}); replace it', name, step, String(data[wrong])),
    );
  }
  const row = (sequence: number, t: number): Float64Array => {
    const at = (sequence * steps + t) * width;
    return data.subarray(at, at + width);
  };
  const sequences = Array.from({ length: Math.min(count, maxSequences) }, (_, i) =>
    Array.from({ length: steps }, (_, t) => row(i, t)),
  );
  return { name, sequences };
}
