import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../formats/byteSource';
import { FormatError } from '../formats/formatError';

/** A browser has no files to read by ranges: the host reads them whole and hands their bytes over. */
export function openFile(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  return Promise.reject(new FormatError(l10n.t('{0}: files on a disk cannot be read in a browser.', path)));
}
