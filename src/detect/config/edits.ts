import type { TextRange } from '../../core/textRange';
import * as l10n from '@vscode/l10n';
import type { ConfigFix } from '../../core/config/notices';
import type { RecurrentConfig } from '../../core/config/recurrentConfig';
import { codeEditOf } from '../models/edits';

/** A change to a text: what stands at `range` gives way to `text`. */
export interface TextChange {
  readonly title: string;
  readonly range: TextRange;
  readonly text: string;
}

/** The edit that a fix makes in this text, or `null` where the text has no single value to change. */
export function editOf(
  text: string,
  languageId: string,
  config: RecurrentConfig,
  fix: ConfigFix,
): TextChange | null {
  const edit = plainEditOf(text, languageId, config, fix);
  if (!edit || fix.kind !== 'set' || !fix.reservation) return edit;
  const title =
    fix.reservation === 'helps'
      ? l10n.t('{0} (helps, but gradients still vanish)', edit.title)
      : l10n.t('{0} (ends the explosion, but gradients vanish)', edit.title);
  return { ...edit, title };
}

function plainEditOf(
  text: string,
  languageId: string,
  config: RecurrentConfig,
  fix: ConfigFix,
): TextChange | null {
  if (config.code) return codeEditOf(text, languageId, config, fix);
  if (fix.kind === 'add-clipping') return addClipping(text, languageId, config, fix.number);
  const placed = config.fields[fix.field];
  // Where the key itself is the value, as in `rnn: {…}`, other things may refer to it.
  if (!placed || placed.range === placed.keyRange) return null;
  const { range, path } = placed;
  const source = text.slice(range.start, range.end);
  const key = path.replace(/^.*\./, '');
  // A reference has its value elsewhere.
  if (source.startsWith('<') || (languageId === 'jsonnet' && !/^[-"'\d]/.test(source))) return null;
  // Nor has a number that stands for another, as twice the size.
  if (fix.field === 'hiddenSize' && /^\d+$/.test(source) && Number(source) !== placed.value) return null;
  if (fix.kind === 'set-number') {
    const fixed =
      fix.field === 'sequenceLength' && (config.family === 'keras' || key === 'max_position_embeddings');
    // A name is no number's place.
    if (fix.field === 'initializer' && !/^[-+.\d]/.test(source)) return null;
    const title =
      fix.field === 'sequenceLength'
        ? l10n.t('Truncate: {0} to {1} steps', key, fix.number)
        : fix.field === 'clipping'
          ? l10n.t('Clip: {0} to {1}', key, fix.number)
          : l10n.t('Set {0} to {1}', key, fix.number);
    // An input shape or a table of positions belongs to the data; a map has its number inside.
    return fixed || /^[[{]/.test(source) ? null : { title, range, text: fix.number };
  }
  const word = fix.field === 'cell' ? cellWord(source, fix.word) : fix.word;
  if (word === null || (fix.field === 'initializer' && /^[-+.\d]/.test(source))) return null;
  const title = fix.field === 'cell' ? l10n.t('Use {0}', fix.word) : l10n.t('Set {0} to {1}', key, fix.word);
  return { title, range, text: fix.field === 'cell' ? word : quoted(word, source, languageId) };
}

/** The source with its cell replaced, in the same case: `"torch.nn.RNN"`, `RNN_TANH`, `simple_rnn`, `nn.LSTM`. */
function cellWord(source: string, word: string): string | null {
  const pattern = /(?:simple_?|vanilla_?)?rnn(?:_tanh|_relu)?|lstm|gru/i;
  const [found] = pattern.exec(source) ?? [];
  if (found === undefined) return null;
  return source.replace(pattern, found === found.toLowerCase() ? word.toLowerCase() : word);
}

/** A word in the quotes that stood there, or in those that the language asks for. */
function quoted(word: string, source: string, languageId: string): string {
  const quote = /^["']/.exec(source)?.[0] ?? (languageId === 'yaml' ? '' : '"');
  return `${quote}${word}${quote}`;
}

function addClipping(
  text: string,
  languageId: string,
  { clippingSlot }: RecurrentConfig,
  number: string,
): TextChange | null {
  if (!clippingSlot) return null;
  const { key, before } = clippingSlot;
  const { start } = before;
  const name = /^json(?:c|net)?$/.test(languageId) ? `"${key}"` : key;
  const pair = `${name}${languageId === 'toml' ? ' =' : ':'} ${number}`;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const flow = /[{,]\s*$/.test(text.slice(Math.max(0, start - 200), start)) || name !== key;
  // The first key of a list's item stands behind its dash.
  const separator = /^\s*$/.test(indent) ? `\n${indent}` : flow ? ' ' : `\n${indent.replace(/[^\s]/g, ' ')}`;
  return {
    title: l10n.t('Add clipping: {0}', key),
    range: { start, end: start },
    text: `${pair}${flow ? ',' : ''}${separator}`,
  };
}
