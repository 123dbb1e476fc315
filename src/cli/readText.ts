import { readFile, stat } from 'node:fs/promises';

/** Larger text files are refused: JavaScript strings end near 512 MB. */
const maxBytes = 256 * 1024 * 1024;
/** As much of a file as its encoding is guessed from. */
const maxSampledBytes = 64 * 1024;
/** Control characters that no text has, but for tab, line ends, form feed and escape. */
const isControl = (code: number): boolean => code < 9 || (code > 13 && code < 32 && code !== 27);

/**
 * The text of a file, without the mark at its beginning: UTF-8, UTF-16 with or without a mark, else Windows-1252, which holds
 * Latin-1.
 * @throws Error with a sentence that names the file.
 */
export async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw new Error(`${file} has ${size} bytes: text files up to ${maxBytes} are read`);
    bytes = await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new Error(`${file} does not exist`, { cause: error });
    if (code === 'EISDIR') throw new Error(`${file} is a folder: name its files`, { cause: error });
    if (code === 'EACCES' || code === 'EPERM')
      throw new Error(`${file} may not be read: change its permissions`, { cause: error });
    throw error;
  }
  const text = decode(bytes);
  if (text === undefined)
    throw new Error(`${file} is not text in UTF-8, UTF-16 or Latin-1: save it in one of them`);
  return text;
}

/** The text that bytes hold, `undefined` where they are no text. */
export function decode(bytes: Uint8Array): string | undefined {
  const encoding = utf16Of(bytes);
  if (encoding) {
    if (bytes.length % 2 !== 0) return undefined;
    return textOrNothing(new TextDecoder(encoding).decode(bytes));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return textOrNothing(windows1252(bytes));
  }
}

/** What Windows-1252 has in the place of Latin-1's second set of control characters, from 0x80 on; some are not in use. */
const extra = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Not by TextDecoder, which takes Windows-1252 for Latin-1 in some versions of Node. */
function windows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/[\u0080-\u009f]/g, (character) => extra[character.charCodeAt(0) - 0x80]!);
}

function textOrNothing(text: string): string | undefined {
  for (let i = 0; i < text.length; i++) if (isControl(text.charCodeAt(i))) return undefined;
  return text;
}

/** Which UTF-16 bytes are, by their mark or by the zeros that every other byte is in most languages' code. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, maxSampledBytes) & ~1;
  let [even, odd] = [0, 0];
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const many = length / 4;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : undefined;
}
