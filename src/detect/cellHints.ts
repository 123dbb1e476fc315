import type { Orientation } from '../core/recurrence/layout/cell';
import type { Hints } from '../core/recurrence/layout/layout';
import type { DetectableLanguage } from './candidate';

/** A longer text is data, and its settings are not looked for. */
const maxChars = 1_000_000;
/** `np.concatenate((h, x))`, `[h; x]`: what a joined matrix multiplies. */
const joining =
  /\b(?:concatenate|hstack|vstack|row_stack|column_stack|concat|cat|vcat|hcat)\s*\(\s*[[(]?\s*([A-Za-z_]\w*)[\w.[\]:-]*\s*,\s*([A-Za-z_]\w*)/;
const isState = /^(?:h|hidden|state|s_?prev|a_?prev|hprev|prev_?h|h_?old)/i;
const nonlinearity = /\bnonlinearity\s*=\s*['"](\w{1,20})['"]/g;
const kerasActivation = /\bSimpleRNN(?:Cell)?\s*\([^()]{0,300}\bactivation\s*=\s*['"](\w{1,20})['"]/g;
const code: readonly DetectableLanguage[] = ['python', 'matlab', 'julia'];

/** What the text around the tensors of a cell says of how they are used. */
export interface CellHints extends Pick<Hints, 'config' | 'handWritten'> {
  /** The activation that the text's only constructor of a vanilla RNN names. */
  readonly activation?: string;
}

/** Reads what a text says beside its tensors; nothing is executed. `recurrent` is the name of the weights in question. */
export function cellHints(
  text: string,
  languageId: DetectableLanguage,
  recurrent: readonly string[],
): CellHints {
  if (text.length > maxChars) return {};
  if (languageId === 'json') return { config: parsed(text) };
  if (!code.includes(languageId)) return {};
  const [, first, second] = joining.exec(text) ?? [];
  const joined = first === undefined || second === undefined ? undefined : orderOf(first, second);
  const orientation = recurrent.map((name) => orientationOf(name, text)).find(Boolean);
  const activation = onlyOne(text, nonlinearity) ?? onlyOne(text, kerasActivation);
  return {
    ...(activation === undefined ? {} : { activation }),
    handWritten: { ...(orientation ? { orientation } : {}), ...(joined ? { joined } : {}) },
  };
}

function orderOf(first: string, second: string): 'hidden-first' | 'input-first' | undefined {
  if (isState.test(first) === isState.test(second)) return undefined;
  return isState.test(first) ? 'hidden-first' : 'input-first';
}

/** `h @ W` and `np.dot(h, W)` multiply rows, `W @ h` and `np.dot(W, h)` columns; `undefined` where neither stands there. */
function orientationOf(name: string, text: string): Orientation | undefined {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const product = String.raw`(?:dot|matmul|mm|mv)\s*\(\s*`;
  const column = new RegExp(
    String.raw`\b${escaped}\s*(?:@|\.(?:dot|matmul|mm|mv)\()|${product}${escaped}\s*,`,
  );
  const row = new RegExp(String.raw`@\s*${escaped}(?![\w.])|${product}[\w.[\]-]+\s*,\s*${escaped}(?![\w.])`);
  if (row.test(text)) return 'row';
  if (new RegExp(String.raw`\b${escaped}\.T\s*(?:@|\.dot\()|${product}${escaped}\.T\s*,`).test(text))
    return 'row';
  return column.test(text) ? 'col' : undefined;
}

function onlyOne(text: string, pattern: RegExp): string | undefined {
  const found = new Set([...text.matchAll(pattern)].map(([, word]) => word!));
  const [word] = found;
  return found.size === 1 ? word : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
