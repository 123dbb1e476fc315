import * as l10n from '@vscode/l10n';
import type { Format } from '../format';
import { FormatError } from '../formatError';
import { isKerasArchive, openKerasArchive } from '../keras/archive';
import { isNpz, openNpz } from '../npz';
import { isExportedProgram, openExportedProgram } from '../pytorch/exported';
import { isPytorchZip, openPytorchZip } from '../pytorch/zip';
import { isZip, openZip } from './archive';

/** The formats that are zips, told apart by the names of their members. */
export const zipped: Format = {
  name: 'zip',
  extensions: ['.npz', '.keras', '.zip', '.th', '.jit', '.ptl', '.chkpt', '.pt2', '.torchscript'],
  match: isZip,
  async open(source) {
    const zip = await openZip(source);
    if (isPytorchZip(zip)) return openPytorchZip(zip);
    if (isExportedProgram(zip)) return openExportedProgram(zip);
    if (isKerasArchive(zip)) return openKerasArchive(zip);
    if (isNpz(zip)) return openNpz(zip);
    const inner = [...zip.members.keys()].find((name) =>
      /\.(zip|npz|pth?|ckpt|keras|safetensors|h5|onnx)$/i.test(name),
    );
    throw new FormatError(
      inner === undefined
        ? l10n.t(
            '{0}: this zip is not a PyTorch, Keras or NumPy file; unpack it and open the checkpoint inside.',
            source.name,
          )
        : l10n.t(
            '{0}: this zip holds {1}, and files inside zips are not followed; unpack it and open that.',
            source.name,
            inner.slice(0, 120),
          ),
    );
  },
};
