import { fromRows, type Matrix } from '../core/linalg/matrix';
import { readText } from './readText';

/** What is wrong with an input file, in one sentence that names the place and the mend. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Python writes NaN and Infinity bare, which JSON does not know: they are quoted, so that they can be named. */
const bareNumbers = /"(?:[^"\\]|\\.)*"|-?Infinity\b|\bNaN\b/g;

/**
 * The JSON in a file.
 * @throws InputError for a file that cannot be read or is not JSON.
 */
export async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = (await readText(file)).replace(/^\uFEFF/, '');
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  try {
    return JSON.parse(text.replace(bareNumbers, (found) => (found.startsWith('"') ? found : `"${found}"`)));
  } catch (error) {
    throw new InputError(`not valid JSON: ${(error as SyntaxError).message}`, { cause: error });
  }
}

/** A JSON object; `what` names it in the message. */
export function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InputError(`${what} is ${describe(value)}, not an object`);
  return value as Readonly<Record<string, unknown>>;
}

/** The value of a key that must be there. */
export function required(from: Readonly<Record<string, unknown>>, key: string, mend: string): unknown {
  if (!Object.hasOwn(from, key)) throw new InputError(`${key} is missing: ${mend}`);
  return from[key];
}

/** A finite number. */
export function numberOf(value: unknown, place: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InputError(`${place} is ${describe(value)}, not a finite number`);
}

/** A list of finite numbers, not empty. */
export function vectorOf(value: unknown, place: string): Float64Array {
  return Float64Array.from(listOf(value, place, 'numbers'), (entry, i) => numberOf(entry, `${place}[${i}]`));
}

/** A list of rows of finite numbers, all as long. */
export function matrixOf(value: unknown, place: string): Matrix {
  const rows = listOf(value, place, 'rows').map((row, i) => [...vectorOf(row, `${place}[${i}]`)]);
  const ragged = rows.findIndex(({ length }) => length !== rows[0]!.length);
  if (ragged !== -1)
    throw new InputError(
      `${place}[${ragged}] has ${rows[ragged]!.length} entries, it should have ${rows[0]!.length} as ${place}[0] has`,
    );
  return fromRows(rows);
}

function listOf(value: unknown, place: string, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new InputError(`${place} is ${describe(value)}, not a list of ${what}`);
  if (value.length === 0) throw new InputError(`${place} is empty: give at least one of its ${what}`);
  return value;
}

/** A JSON value in a few words. */
export function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  const bare = /^"(NaN|-?Infinity)"$/.exec(text)?.[1] ?? text;
  return bare.length > 40 ? `${bare.slice(0, 40)}…` : bare;
}
