import type { ConfigFix } from '../../core/config/notices';
import type { ConfigField, ConfigFields, RecurrentConfig } from '../../core/config/recurrentConfig';
import type { ConfigChanges } from '../../core/config/setup';
import { whatIfFields } from '../../core/config/whatIf';
import { nameOfInitializer, scaleOf } from '../../core/initializers/scale';
import { detectableLanguages, type DetectableLanguage } from '../../detect/candidate';
import { editOf } from '../../detect/config/edits';
import { detect } from '../../detect/detect';
import type { ConfigEdit, ConfigEdits } from '../../shared/config';

/** A longer text is data with a model in it, and is not read again for every button. */
const maxTextLength = 1e6;

/**
 * The edits of a text that make changes to one of its configs true, by field. Each is tried on the text and read back: an
 * edit that does not lead to exactly the value asked for, or takes the config away, is no edit.
 */
export function configEdits({
  text,
  languageId,
  index,
  changes,
}: {
  text: string;
  languageId: string;
  index: number;
  changes: ConfigChanges;
}): ConfigEdits {
  const language = detectableLanguages.find((candidate) => candidate === languageId);
  if (!language || text.length > maxTextLength) return {};
  const config = configsIn(text, language)[index];
  if (!config) return {};
  return Object.fromEntries(
    whatIfFields.flatMap((field) => {
      const wanted = changes[field];
      if (wanted === undefined || wanted === null) return [];
      const edit = fixesFor(config, field, { [field]: wanted })
        .flatMap((fix) => editOf(text, language, config, fix) ?? [])
        .find((candidate) => leadsTo(text, language, index, candidate, field, wanted));
      return edit ? [[field, edit]] : [];
    }),
  );
}

function configsIn(text: string, language: DetectableLanguage): readonly RecurrentConfig[] {
  return detect(text, language, { maxEntries: 0, evaluate: undefined }).configs;
}

/** The ways to write a value, the most usual first. */
function fixesFor(config: RecurrentConfig, field: ConfigField, wanted: Partial<ConfigFields>): ConfigFix[] {
  const { cell, hiddenSize, activation, initializer, sequenceLength, forgetBias, clipping } = wanted;
  const { framework } = config;
  if (field === 'cell' && cell) {
    const plain = framework === 'keras' ? 'SimpleRNN' : 'RNN';
    return [{ kind: 'set', field, word: cell === 'rnn' ? plain : cell.toUpperCase() }];
  }
  if (field === 'activation' && activation) return [{ kind: 'set', field, word: activation }];
  if (field === 'initializer' && initializer) {
    const name = nameOfInitializer(initializer, framework);
    const scale = scaleOf(initializer);
    return [
      ...(name === undefined ? [] : [{ kind: 'set', field, word: name } as const]),
      ...(scale ? [{ kind: 'set-number', field, number: decimal(scale.value) } as const] : []),
    ];
  }
  if (field === 'clipping' && clipping) {
    const numbers = clipping.off ? ['null', '0.0'] : [decimal(clipping.threshold ?? 0)];
    return numbers.map((number) =>
      config.fields.clipping ? { kind: 'set-number', field, number } : { kind: 'add-clipping', number },
    );
  }
  const number = { hiddenSize, sequenceLength, forgetBias }[field as 'hiddenSize'];
  if (number === undefined) return [];
  const whole = field !== 'forgetBias';
  return [
    { kind: 'set-number', field: field as 'hiddenSize', number: whole ? String(number) : decimal(number) },
  ];
}

/** A number that every language reads as a float: PyYAML takes `1e-3` for a string. */
function decimal(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toFixed(1);
  return String(value).replace(
    /^(-?\d+)e([-+]?)/,
    (_, digits: string, sign: string) => `${digits}.0e${sign || '+'}`,
  );
}

function leadsTo(
  text: string,
  language: DetectableLanguage,
  index: number,
  { range, text: replacement }: ConfigEdit,
  field: ConfigField,
  wanted: unknown,
): boolean {
  const edited = text.slice(0, range.start) + replacement + text.slice(range.end);
  const found = configsIn(edited, language)[index]?.fields[field]?.value;
  return found !== undefined && JSON.stringify(essence(found)) === JSON.stringify(essence(wanted));
}

/** Clipping that is off is off, whichever way it is written. */
function essence(value: unknown): unknown {
  const off = typeof value === 'object' && value !== null && 'off' in value && value.off === true;
  return off ? 'off' : value;
}
