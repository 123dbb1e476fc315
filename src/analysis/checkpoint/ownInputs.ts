import * as l10n from '@vscode/l10n';
import { basename } from 'node:path';
import type { OwnInputs } from '../../core/recurrence/driven/own';
import type { Tensor } from '../../core/tensor';
import { FormatError } from '../../formats/formatError';
import { npy } from '../../formats/npy';
import { openCatalog } from '../../formats/open';
import { openFile } from '../fileSource';

/** Sequences of a batch that are followed; their spread tells as much as that of more. */
const maxSequences = 16;

/**
 * Reads inputs from a NumPy file: steps × inputs, or batch × steps × inputs.
 * @param path of a `.npy` file, or of a `.npz` file with `:name` behind it where it holds several arrays
 * @throws FormatError, one sentence that names the file and the mend
 */
export async function readOwnInputs(path: string): Promise<OwnInputs> {
  const [, file, name] = /^(.*\.np[yz])(?::(.+))?$/i.exec(path) ?? [];
  if (file === undefined) {
    throw new FormatError(
      l10n.t('{0}: inputs are read from .npy and .npz files; save them with numpy.save', basename(path)),
    );
  }
  const source = await openFile(file);
  try {
    const catalog = await openCatalog(source);
    const names = catalog.entries.map((entry) => entry.name);
    const [only] = names;
    const wanted = catalog.format === npy.name ? only : (name ?? (names.length === 1 ? only : undefined));
    if (wanted === undefined || !names.includes(wanted)) {
      throw new FormatError(
        l10n.t(
          '{0}: name one of its arrays behind a colon: {1}',
          basename(file),
          names.slice(0, 12).join(', '),
        ),
      );
    }
    return sequencesOf(basename(path), await catalog.tensor(wanted));
  } finally {
    await source.close();
  }
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
