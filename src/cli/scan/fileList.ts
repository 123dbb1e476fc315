import { readFile } from 'node:fs/promises';
import { InputError } from '../inputJson';

/** Names in a list, one a line, or with a zero byte behind each as `find -print0` writes them; each once. */
export function namesIn(list: string): string[] {
  const names = list.replace(/^\uFEFF/, '').split(list.includes('\0') ? '\0' : /\r?\n/);
  return [...new Set(names.filter((name) => name.trim() !== ''))];
}

/**
 * The names in a file.
 * @throws InputError where it cannot be read.
 */
export async function listedIn(path: string): Promise<string[]> {
  try {
    return namesIn(await readFile(path, 'utf8'));
  } catch {
    throw new InputError(`${path} cannot be read: name a list of files, one a line`);
  }
}
