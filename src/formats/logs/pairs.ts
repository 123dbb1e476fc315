import { numberPattern, unwrapped } from './number';
import { remembered } from './remembered';

/** A key with its value, both as printed. */
export type Pair = readonly [key: string, value: string];

/** A longer line of a log for people is a dump of something, and no pattern is tried on it. */
export const maxPrintedLength = 20_000;
/** A longer key is no name of a figure. */
const maxKeyLength = 300;

/** `nan` and `inf` are values, but for what counts them. */
const word = String.raw`(?!(?:nan|inf)\s+(?!iterations\b))[A-Za-z_][\w./-]*`;
/** `key: value`, `key=value`, `key value`, with up to four words before the key. */
const pair = new RegExp(
  String.raw`(?<![\w./-])(${word}(?: ${word}){0,4})(['"]?\s*[:=]+\s*['"]?\[?\s*|\s+\[?\s*)(${numberPattern})(?![\w.]|:\d|-\d)`,
  'gi',
);
/** Keys that stand before their value without a colon between. */
const bare =
  /^(?:(?:[\w./-]*(?:norm|loss))|lr|step|steps?_num|global_step|iter|iteration|it|epoch|batch|update|num_updates|rank|loss_scale|clip|learning rate|loss scale|(?:(?:mean|avg|total|global|max) )?(?:grad|gradient) norm)$/i;

const countKey = /^(?:steps?|iter(?:ation)?s?|it|epochs?|batch|train|training|progress)$/i;

const measured = String.raw`\s*(?:g|grad(?:ient)?s?|∇[\wα-ω]*)\s*`;
const magnitude = new RegExp(String.raw`(?:\|{1,2}${measured}\|{1,2}|[‖∥]${measured}[‖∥])(?:_?2|₂)?`, 'gi');
/** `L2 norm of the gradients`, `norm(grad)`, `grad.norm()`, `grad L2`. */
const spelledOut =
  /\b(?:l2[ _-])?norm (?:of|over) (?:the |all )?grad(?:ient)?s?(?=\s*(?:[:=]|is\b|was\b))|\bnorm\(grad(?:ient)?s?\)|\bgrad(?:ient)?s?\.norm\(\)|\bgrad(?:ient)?s?[ _-](?:l2|magnitude)(?=\s*[:=]|\s+\d)/gi;
/** `grad norm before clip: 5.5, after clipping: 1.0`. */
const aroundClip =
  /\b(grad(?:ient)?s?[ _-]norm)[ _]?\(?(before|after|pre|post)[ _-]?clip(?:ping)?\)?(?=\s*[:=])/gi;
const afterClip = /\b(?:after|post)[ -]clip(?:ping)?(?=\s*[:=])/gi;
const verb = /(\bnorm)\s+(?:is|was)\s+(?=[-+]?[\d.ni])/gi;
/** A row of two cells: `|    grad_norm    | 1.5    |`. */
const cells = /^\s*[|│]\s*([A-Za-z_][\w./ ]{0,200}?)\s*[|│]\s*(\S{1,40})\s*[|│]\s*$/;
/** `0,53`, which no thousands are written like, on a line without points: commas are the points of its numbers. */
const decimalComma = /[:=]\s*[-+]?(?:0,\d+|\d+,(?:\d{1,2}|\d{4,}))(?![\d,.])/;
const normWords = String.raw`grad(?:ient)?s?[ _-](?:l2[ _-])?norms?`;
/** `fc.weight: grad norm = …`, `Parameter fc.weight | Gradient norm: …`: the name belongs to the norm behind it. */
const nameBefore = new RegExp(
  String.raw`(?<![\w./])([A-Za-z_](?=[\w./]{0,200}[._\d])[\w./]{0,200})(?![\w./])[\])]?\s*(?:[:|,>]|-{1,2}>?|→)\s*(?=${normWords}\s*[:=])`,
  'gi',
);
/** `Gradient norm of fc.weight: …`, `grad norm (fc.weight): …`, `grad norm | fc.weight: …`. */
const nameBehind = new RegExp(
  String.raw`(${normWords})\s*(?:(?:of|for|at|in)\s+(?:the\s+)?(?:(?:layer|parameter|param)\s+)?|[:|([-]+\s*)([A-Za-z_][\w./]*)[\])]?(?=\s*[:=|-]?\s*${numberPattern}|\s*[:=])`,
  'gi',
);
/** What a name before a norm is told by, without the name. */
const namedBefore = new RegExp(String.raw`(?:[:|,>]|-{1,2}>?|→)\s*${normWords}\s*[:=]`, 'i');
const numberedLayer = /\b(layer|block|cell)\s+#?(\d+)\b/gi;
/** `grad_norm={'0_default': 1.2, '1_fp32': 0.0}`: one norm for each group of parameters. */
const groups = /(\bgrad_?norms?)\s*[=:]\s*\{([^{}]*)\}/gi;
const groupEntry = /['"]?([\w./-]+)['"]?\s*:\s*([^,]+)/g;
/** NVIDIA's Tacotron 2: `Train loss 12 0.54 Grad Norm 1.2 2.34s/it`. */
const tacotron = /\bTrain loss (\d+) (\S+) (?=Grad Norm)/;

/** All figures of a printed line, by their keys. */
export function pairsOf(line: string): Pair[] {
  if (line.length > maxPrintedLength) return [];
  const text = rewritten(line);
  return [...text.matchAll(pair)].flatMap(({ 0: all, 1: phrase, 2: between, 3: value, index }) => {
    const key = keyOf(phrase!);
    // `Steps:  10%|█` of a progress bar.
    const isShare = text[index + all.length] === '%' && countKey.test(key);
    return !isShare && (/[:=[]/.test(between!) || bare.test(key)) ? [[key, value!] as const] : [];
  });
}

/** The line with every name beside the norm that it belongs to. */
function rewritten(line: string): string {
  // Two spaces part as well as many, which patterns would try one by one.
  let text = unwrapped(line.replace(/\s{3,}/g, '  '));
  if (text.includes('|') || text.includes('│')) text = text.replace(cells, '$1: $2');
  if (text.includes('|') || text.includes('‖') || text.includes('∥'))
    text = text.replace(magnitude, ' grad_norm ');
  if (text.includes(',') && !/\d\.\d/.test(text) && decimalComma.test(text))
    text = text.replace(/(\d),(?=\d)/g, '$1.');
  if (text.includes('.item()')) text = text.replaceAll('.item()', '');
  if (!/grad/i.test(text)) return text;
  text = text.replace(spelledOut, 'grad_norm');
  if (/norm (?:is|was) /i.test(text)) text = text.replace(verb, '$1: ');
  if (/clip/i.test(text))
    text = text.replace(aroundClip, 'grad_norm_$2_clip').replace(afterClip, 'grad_norm_after_clip');
  text = text.replace(tacotron, 'iteration: $1 loss: $2 ');
  if (text.includes('{')) {
    text = text.replace(groups, (_, key: string, entries: string) =>
      [...entries.matchAll(groupEntry)]
        .map(([, name, value]) => `${key}/${name!}=${value!.trim()}`)
        .join(' '),
    );
  }
  text = text.replace(numberedLayer, '$1$2');
  if (namedBefore.test(text)) text = text.replace(nameBefore, '$1 ');
  return text.replace(nameBehind, (all, norm: string, name: string) =>
    isName(name) ? `${name} ${norm.replace(/ /g, '_')}` : all,
  );
}

/** A name that weights or layers have, and no figure that stands beside the norm. */
const isName = (word: string): boolean =>
  /[._\d]/.test(word) && !/loss|norm|^lr$|step|epoch|iter|time/i.test(word);

const normKey =
  /^(?:[\w./-]*(?:grad(?:ient)?s?[_/.-]?(?:l2_?)?norms?|g_?norm)[\w./-]*|norms?|total_norm|global_norm)$/i;
/** Words of two that are one key. */
const second = /^(?:norms?|rate|scale|loss|iterations|steps)$/i;
const qualifier =
  /^(?:grad|gradient|gradients|total|global|avg|average|mean|max|min|median|std|l2|clipped|params?|parameter|weights?|update|batch|layer|learning|loss|skipped|nan|lm|train|training|val|valid|validation|eval|test|discriminator|generator|actor|critic|policy|value|encoder|decoder|backbone|head|d|g)$/i;

const lastPart = (word: string): string => word.slice(word.lastIndexOf('/') + 1);

/** The part of the words before a value that names it: the last one with what qualifies it. */
const keyOf = remembered((phrase: string): string => {
  if (phrase.length > maxKeyLength) return phrase;
  const words = phrase.split(' ');
  let from = words.length - 1;
  const last = words[from]!;
  if (second.test(last)) {
    while (
      from > 0 &&
      (qualifier.test(lastPart(words[from - 1]!)) || /^[\w/]*grad(?:ient)?s?$/i.test(words[from - 1]!))
    )
      from--;
  }
  const key = words.slice(from).join(' ');
  const isNorm = normKey.test(last);
  const before = words[from - 1];
  if (isNorm && before !== undefined && (isName(before) || qualifier.test(before))) return `${before} ${key}`;
  return key;
});
