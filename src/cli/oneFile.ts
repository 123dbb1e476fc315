import { parseArgs } from 'node:util';
import { messageOf } from '../present/invalidInput';
import type { Terminal } from './command';
import { InputError } from './inputJson';
import { printable } from './style';
import { UsageError } from './usageError';

/** A command that reads one file. */
export interface OneFile {
  readonly file: string;
  readonly json: boolean;
}

/**
 * Reads `FILE [--json]`.
 * @throws UsageError with one sentence that names the argument and the mend.
 */
export function parseOneFile(args: readonly string[]): OneFile {
  const { values, positionals } = parse(args);
  const [file, second] = positionals;
  if (file === undefined) throw new UsageError('name the JSON file to read');
  if (second !== undefined) throw new UsageError(`one file at a time: leave out ${second}`);
  return { file, json: values.json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Runs a command's work on its file; what is wrong with the file is one line on standard error and exit status 2. */
export async function withInput(
  file: string,
  { error: reportError }: Terminal,
  work: () => Promise<void>,
): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof InputError || error instanceof RangeError)) throw error;
    const message = messageOf(error);
    reportError(printable(`gradient-lens: ${message.startsWith(file) ? message : `${file}: ${message}`}`));
    return 2;
  }
}
