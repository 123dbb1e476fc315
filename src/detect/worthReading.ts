import { detectableLanguages, type DetectableLanguage } from './candidate';
import { identities } from './python/calls';

/** What every matrix of a language is written with. In a comment or a string it counts as well: better read in vain. */
const matrices: Readonly<Record<DetectableLanguage, RegExp>> = {
  json: /\[/,
  jsonc: /\[/,
  jsonl: /\[/,
  // A list; a tuple within a tuple or a call, `np.diag((1.5, .5))`; a matrix that is not written out.
  python: new RegExp(`\\[|\\([^(]*\\(|\\b(?:${[...identities].join('|')})\\b`),
  // A flow sequence or an entry of a block sequence.
  yaml: /\[|(?:^|\s)-\s/,
  toml: /\[/,
  jsonnet: /(?!)/,
  matlab: /\[/,
  julia: /\[/,
  plaintext: /\[/,
};
const configLanguages: readonly DetectableLanguage[] = ['json', 'jsonc', 'yaml', 'toml', 'jsonnet'];
const networksAndClipping = /lstm|gru|rnn|elman|clip|grad_?norm|spectral_?radius|memory_?size|tacotron/i;
const memoryKeys = /"?(?:model_type|ssm_cfg)"?\s*[:=]/;
const models =
  /RNN|LSTM|GRU|MGU|sigmoid|SimpleCell|EchoState|lstmLayer|gruLayer|Reservoir|ESN|nn\.(?:Linear|Dense)|getattr\(|rnn_factory|DeepAR|hk\.Linear|rand|normal|uniform|orthogonal|orth\(|glorot|xavier|\beye\(|add_weight|get_variable/;
const training =
  /backward\s*\(|Trainer\s*\(|TrainingArguments|optax|keras|\bLSTM|autograd|apply_gradients|\.minimize\s*\(|earner\s*\(/;
/** A network whose gradients are worked out by hand. */
const byHand = [/\b(?:numpy|cupy)\b/, /tanh|sigmoid/, /-=|\+=\s*-|=\s*[\w.]+\s*-/];

/**
 * Whether a text may hold anything that detection finds, so that it has to be read. Cheap; when in doubt it is. Of a
 * language that is not read, no text is.
 */
export function worthReading(text: string, languageId: string): boolean {
  const language = detectableLanguages.find((candidate) => candidate === languageId);
  if (!language) return false;
  if (matrices[language].test(text)) return true;
  if (language === 'python') return mayTrain(text) || mayModel(text);
  if (language === 'matlab' || language === 'julia') return mayModel(text);
  return configLanguages.includes(language) && (mayConfigure(text) || mayNameMemory(text));
}

/** Whether a text may configure a recurrent network or gradient clipping. */
export function mayConfigure(text: string): boolean {
  return networksAndClipping.test(text);
}

/** Whether a config may have keys that imply how far back a model remembers. */
export function mayNameMemory(text: string): boolean {
  return memoryKeys.test(text);
}

/** Whether source code may make a recurrent model, or draw a matrix that one is made of. */
export function mayModel(text: string): boolean {
  return models.test(text);
}

/** Whether a script may train a network or build an LSTM. */
export function mayTrain(text: string): boolean {
  return training.test(text) || byHand.every((part) => part.test(text));
}
