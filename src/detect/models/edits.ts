// Not translated: it writes code.
import * as l10n from '@vscode/l10n';
import type { ConfigFix } from '../../core/config/notices';
import type { RecurrentConfig } from '../../core/config/recurrentConfig';
import type { TextChange } from '../config/edits';

const number = /^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const quotedWord = /^(["'])[\w.]+\1$/;
/** Lengths that belong to the data, or to a shape. */
const shapes = /shape$|^input_length$|^RepeatVector$/;

/** The edit that a fix makes in source code, or `null` where no single place does it. Python but for numbers and MATLAB's `orth`. */
export function codeEditOf(
  text: string,
  languageId: string,
  config: RecurrentConfig,
  fix: ConfigFix,
): TextChange | null {
  if (fix.kind === 'add-clipping' || fix.field === 'clipping') return null;
  if (fix.kind === 'set-number') return numberEdit(text, config, fix);
  if (languageId === 'matlab')
    return fix.field === 'initializer' ? matlabOrthogonal(text, config, fix.word) : null;
  if (languageId !== 'python') return null;
  switch (fix.field) {
    case 'cell':
      return cellEdit(text, config, fix.word);
    case 'activation':
      return argumentEdit(text, config, 'activation', fix.word);
    case 'initializer':
      return initializerEdit(text, config, fix.word);
  }
}

function numberEdit(
  text: string,
  { fields }: RecurrentConfig,
  fix: ConfigFix & { kind: 'set-number' },
): TextChange | null {
  const placed = fields[fix.field];
  if (!placed || shapes.test(placed.path)) return null;
  const { range, path } = placed;
  if (!number.test(text.slice(range.start, range.end))) return null;
  const title =
    fix.field === 'sequenceLength'
      ? l10n.t('Truncate: {0} to {1} steps', path, fix.number)
      : l10n.t('Set {0} to {1}', path, fix.number);
  return { title, range, text: fix.number };
}

/** Another cell that takes the same arguments and is at hand. */
function cellEdit(text: string, { code, fields, anchor }: RecurrentConfig, word: string): TextChange | null {
  const source = text.slice(anchor.start, anchor.end);
  const pattern = /(?:Simple)?RNN(?=(?:Cell)?$)/;
  if (!pattern.test(source) || (code?.library !== 'keras' && code?.library !== 'pytorch')) return null;
  // An LSTM's state is a pair, and PyTorch's gated cells take no nonlinearity.
  if (code.library === 'pytorch' && (word !== 'GRU' || fields.activation)) return null;
  const replaced = source.replace(pattern, word);
  const isImported = new RegExp(`\\bimport\\b[^#]*\\b${replaced}\\b`).test(text);
  if (!replaced.includes('.') && !isImported) return null;
  return { title: l10n.t('Use {0}', word), range: anchor, text: replaced };
}

/** A word in quotes gives way, or an argument of Keras is added. */
function argumentEdit(
  text: string,
  { code, fields, range }: RecurrentConfig,
  field: 'activation' | 'initializer',
  word: string,
): TextChange | null {
  const placed = fields[field];
  const isKeras = code?.library === 'keras';
  if (placed) {
    const source = text.slice(placed.range.start, placed.range.end);
    const isWord = quotedWord.test(source);
    const isAllowed = isKeras || (code?.library === 'pytorch' && isWord && /^(?:tanh|relu)$/.test(word));
    if (!isAllowed) return null;
    const quote = isWord ? source[0]! : '"';
    return {
      title: l10n.t('Set {0} to {1}', placed.path, word),
      range: placed.range,
      text: quote + word + quote,
    };
  }
  const key = field === 'activation' ? 'activation' : 'recurrent_initializer';
  if (!isKeras || text[range.end - 1] !== ')') return null;
  const inside = text.slice(range.start, range.end - 1).trimEnd();
  const at = range.start + inside.length;
  const separator = inside.endsWith('(') ? '' : inside.endsWith(',') ? ' ' : ', ';
  return {
    title: l10n.t('Set {0} to {1}', key, word),
    range: { start: at, end: at },
    text: `${separator}${key}="${word}"`,
  };
}

function initializerEdit(text: string, config: RecurrentConfig, word: string): TextChange | null {
  const { code, fields } = config;
  if (code?.library === 'keras') return argumentEdit(text, config, 'initializer', word);
  if (code?.library === 'own') return word === 'orthogonal' ? orthogonalDraw(text, config) : null;
  if (code?.library !== 'pytorch' || fields.cell?.value === 'matrix') return null;
  const placed = fields.initializer;
  if (!placed) return fillingAfter(text, config, word);
  // nn.init.xavier_uniform_(p, gain=2) → nn.init.orthogonal_(p)
  const source = text.slice(placed.range.start, placed.range.end);
  const [, module, tensor] = /^((?:\w+\.)*init\.)\w+\(\s*([\w.]+)\s*[,)]/.exec(source) ?? [];
  if (module === undefined || tensor === undefined) return null;
  const call = `${module}${word}_(${tensor})`;
  return { title: l10n.t('Set {0} to {1}', placed.path, `${word}_`), range: placed.range, text: call };
}

/** A loop behind the constructor's line that fills its recurrent weights. */
function fillingAfter(
  text: string,
  { anchor, range, name }: RecurrentConfig,
  word: string,
): TextChange | null {
  const [, module] =
    /^((?:\w+\.)*)(?:RNN|LSTM|GRU)(?:Cell)?$/.exec(text.slice(anchor.start, anchor.end)) ?? [];
  const lineStart = text.lastIndexOf('\n', anchor.start - 1) + 1;
  const [, indent, target] = /^([ \t]*)([\w.]+)\s*=\s*$/.exec(text.slice(lineStart, anchor.start)) ?? [];
  const lineEnd = /[^\r\n]*/.exec(text.slice(range.end))![0];
  if (module === undefined || module === '' || indent === undefined || target !== name) return null;
  if (!/^\s*(?:#.*)?$/.test(lineEnd)) return null;
  const unit = /^(\t+| +)\S/m.exec(text)?.[1]?.replace(/^\t.*/, '\t') ?? '    ';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = [
    `for name, parameter in ${target}.named_parameters():`,
    `${unit}if "weight_hh" in name:`,
    `${unit}${unit}${module}init.${word}_(parameter)`,
  ];
  const at = range.end + lineEnd.length;
  return {
    title: l10n.t('Set {0} to {1}', `${target}.weight_hh`, word),
    range: { start: at, end: at },
    text: lines.map((line) => eol + indent + line).join(''),
  };
}

/** The orthogonal factor of what is drawn. */
function orthogonalDraw(text: string, { fields }: RecurrentConfig): TextChange | null {
  const placed = fields.initializer;
  if (!placed) return null;
  const source = text.slice(placed.range.start, placed.range.end);
  const numpy =
    /^[ \t]*import numpy as (\w+)/m.exec(text)?.[1] ?? (/^[ \t]*import numpy$/m.test(text) ? 'numpy' : null);
  const jax = /^[ \t]*import jax\.numpy as (\w+)/m.exec(text)?.[1];
  const module = /\btorch\./.test(source) ? 'torch' : /\bjax\.|\bjnp\./.test(source) ? jax : numpy;
  if (module == null || !/rand|normal|uniform/.test(source)) return null;
  return { title: orthogonalTitle(), range: placed.range, text: `${module}.linalg.qr(${source})[0]` };
}

function matlabOrthogonal(text: string, { fields, code }: RecurrentConfig, word: string): TextChange | null {
  const placed = fields.initializer;
  if (!placed || word !== 'orthogonal' || code?.library !== 'own') return null;
  const source = text.slice(placed.range.start, placed.range.end);
  return /\brandn?\b/.test(source)
    ? { title: orthogonalTitle(), range: placed.range, text: `orth(${source})` }
    : null;
}

const orthogonalTitle = (): string => l10n.t('Start from an orthogonal matrix');
