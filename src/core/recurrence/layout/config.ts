/**
 * Parses a config.json as Python writes it, with `Infinity` and `NaN` where Python's json has them.
 * @throws SyntaxError when it is not JSON otherwise.
 */
export function parseConfig(text: string): unknown {
  // Outside strings only: a string is matched first and kept.
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) =>
    token.startsWith('"') ? token : token === 'NaN' ? 'null' : token.startsWith('-') ? '-1e999' : '1e999',
  );
  return JSON.parse(plain) as unknown;
}

type Field = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Field =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values under a key: at the top level first, then one nest down (`text_config`, `model`, `ssm_cfg`). */
function* valuesAt(config: unknown, key: string): Generator {
  if (!isRecord(config)) return;
  if (Object.hasOwn(config, key)) yield config[key];
  for (const nested of Object.values(config)) {
    if (isRecord(nested) && Object.hasOwn(nested, key)) yield nested[key];
  }
}

function find<T>(
  config: unknown,
  keys: readonly string[],
  accept: (value: unknown) => value is T,
): T | undefined {
  for (const key of keys) {
    for (const value of valuesAt(config, key)) if (accept(value)) return value;
  }
  return undefined;
}

/** The first of some keys of a config that holds text. */
export function configText(config: unknown, keys: readonly string[]): string | undefined {
  return find(config, keys, (value) => typeof value === 'string');
}

/** The first of some keys of a config that holds a number (not NaN). */
export function configNumber(config: unknown, keys: readonly string[]): number | undefined {
  return find(config, keys, (value): value is number => typeof value === 'number' && !Number.isNaN(value));
}

/** The first of some keys of a config that holds true or false. */
export function configFlag(config: unknown, keys: readonly string[]): boolean | undefined {
  return find(config, keys, (value) => typeof value === 'boolean');
}

/** The first of some keys of a config that holds a list. */
export function configList(config: unknown, keys: readonly string[]): readonly unknown[] | undefined {
  return find(config, keys, (value): value is unknown[] => Array.isArray(value));
}

/** The sequence length that a config names, if it is a whole number of steps. */
export function configSteps(config: unknown): number | undefined {
  const steps = configNumber(config, [
    'context_length',
    'max_position_embeddings',
    'max_seq_len',
    'max_sequence_length',
    'seq_len',
    'sequence_length',
    'ctx_len',
    'n_ctx',
    'n_positions',
    'bptt',
  ]);
  return steps !== undefined && Number.isInteger(steps) && steps >= 1 && steps < 1e9 ? steps : undefined;
}
