import { parseRelaxedJson } from './relaxedJson';
import { pairsOf, textLog } from './textLog';

const dict = /\{\s*'[^{}]*\}/;

/**
 * What the Hugging Face Trainer prints: `{'loss': 0.2051, 'grad_norm': nan, 'learning_rate': 9.77e-06, 'epoch': 0.53}`, a
 * Python dict; newer versions print the numbers as text.
 */
export const printedDict = textLog({
  name: 'Hugging Face Trainer (printed)',
  record: (line) => {
    const text = line.length < 20_000 ? dict.exec(line)?.[0] : undefined;
    if (!text || !/grad_?norm/i.test(text)) return undefined;
    const json = text
      .replace(/'/g, '"')
      .replace(
        /:\s*(-?)(nan|inf)\b/g,
        (_, sign: string, word: string) =>
          `: ${sign && word === 'inf' ? '-' : ''}${word === 'nan' ? 'NaN' : 'Infinity'}`,
      )
      .replace(/:\s*(None|True|False)\b/g, ': null');
    try {
      return Object.entries(parseRelaxedJson(json) as Record<string, unknown>);
    } catch {
      return undefined;
    }
  },
});

const gradient = /grad(?:ient)?s?[_ ./-]?(?:\d[\d.]*_)?norm|\bg_?norm\b/i;

/** Any other printed lines with `grad_norm: 2.31` or `grad_norm=2.31` in them: timm, Swin, torchtitan, one's own print. */
export const printed = textLog({
  name: 'printed lines',
  record: (line) => {
    if (line.length > 20_000 || !gradient.test(line)) return undefined;
    const pairs = pairsOf(line).map(([key, value]): [string, string] => [key.replace(/:$/, ''), value]);
    return pairs.some(([key]) => gradient.test(key)) ? pairs : undefined;
  },
});
