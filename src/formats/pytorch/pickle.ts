import * as l10n from '@vscode/l10n';
import { pause } from '../pause';
import { PickleError, PickleMachine, type PickleMeaning } from './pickleMachine';
import { operations } from './pickleOperations';
import { PickleReader } from './pickleReader';
import type { PickleValue } from './pickleValue';

/** Opcodes of the longest pickle: 50,000 tensors take 1.5 million. */
const maxOpcodes = 2 ** 24;
const opcodesPerStep = 2 ** 15;
const stop = 0x2e;

/**
 * Interprets a pickle of protocols 0 to 5 as plain data (opcodes: Lib/pickletools.py of CPython).
 * @returns the value and where the pickle ends
 * @throws PickleError when it is no pickle; PickleCutShort when it goes on beyond `bytes`
 */
export async function unpickle(
  bytes: Uint8Array,
  meaning: PickleMeaning,
): Promise<{ value: PickleValue; end: number }> {
  const reader = new PickleReader(bytes);
  const machine = new PickleMachine(meaning);
  for (let count = 1; count <= maxOpcodes; count++) {
    const at = reader.at;
    const code = reader.u8();
    if (code === stop) return { value: machine.pop(), end: reader.at };
    const operation = operations[code];
    if (!operation) {
      throw new PickleError(
        l10n.t('instruction 0x{0} at byte {1} is not read', code.toString(16).padStart(2, '0'), at),
      );
    }
    operation(machine, reader);
    if (count % opcodesPerStep === 0) await pause();
  }
  throw new PickleError(l10n.t('it has more than {0} instructions', maxOpcodes));
}
