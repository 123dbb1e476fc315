import * as l10n from '@vscode/l10n';
import { FormatError } from '../formatError';
import { unpickle } from './pickle';
import { PickleError } from './pickleMachine';
import { PickleCutShort } from './pickleReader';
import type { PickleValue } from './pickleValue';
import type { TorchNames } from './torchNames';

/** The longest pickle; that of 100,000 tensors is some 20 MB. */
export const maxPickle = 2 ** 27;

/**
 * The value of a whole pickle.
 * @throws FormatError when it is cut short or broken
 */
export async function unpickled(file: string, bytes: Uint8Array, names: TorchNames): Promise<PickleValue> {
  try {
    return (await unpickle(bytes, names)).value;
  } catch (error) {
    if (error instanceof PickleCutShort)
      throw new FormatError(l10n.t('{0}: its pickle is cut short; save or download it again.', file));
    if (error instanceof PickleError)
      throw new FormatError(l10n.t('{0}: its pickle is broken: {1}; save it again.', file, error.message));
    throw error;
  }
}
