/** A tensor's place in a hand-written cell: the module that it stands in, and its name with nothing but what tells parts apart. */
export interface PartKey {
  readonly module: string;
  /** `whh` of `W_hh`, `Whh`, `weights_hh` and `h2h.weight`; `bf` of `b_f` and `bias_forget`. */
  readonly key: string;
}

const maxNameChars = 200;
/** How a tensor is kept, at the end of its name: `rnn.weight_hh_l0.data`, `W:0`. */
const kept = /(?::\d+|\.(?:data|value|values|T))+$/;
const side = /^(?:[ihx]2?h|(?:input|hidden)_?(?:2|to)_?hidden)$/i;
const isWeight = /^(?:weights?|kernel|w|matrix)$/i;
const isBias = /^(?:bias|b)$/i;
/** Words for gates and sides, where they end a name: `W_forget`, `weight_hidden`. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^(?:weights?|w)/, 'w'],
  [/^(?:bias(?:es)?)/, 'b'],
  [/(?:input|x)(?:2|to)hidden$/, 'xh'],
  [/hidden(?:2|to)hidden$/, 'hh'],
  [/i2h$/, 'ih'],
  [/x2h$/, 'xh'],
  [/h2h$/, 'hh'],
  [/forget(?:gate)?$/, 'f'],
  [/output(?:gate)?$/, 'o'],
  [/update(?:gate)?$/, 'z'],
  [/reset(?:gate)?$/, 'r'],
  [/(?:candidate|cell|ctilde|cbar)$/, 'c'],
  [/(?:htilde|hcandidate)$/, 'n'],
];

/** A name as the file writes it, with subscripts as segments: `params["W_xh"]` → `params.W_xh`. */
export function plainName(name: string): string {
  return name
    .slice(-maxNameChars)
    .replace(/\[\s*[frb]?(['"])([^'"[\]]*)\1\s*\]/g, '.$2')
    .replace(kept, '');
}

/** Takes a plain name apart. */
export function partKey(name: string): PartKey {
  const at = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'));
  const last = name.slice(at + 1);
  const head = name.slice(0, at + 1);
  const above = /([^./]+)[./]$/.exec(head);
  if (above && side.test(above[1]!) && (isWeight.test(last) || isBias.test(last))) {
    const kind = isBias.test(last) ? 'bias' : 'weight';
    return { module: head.slice(0, above.index), key: canonical(`${kind}_${above[1]!}`) };
  }
  return { module: head, key: canonical(last) };
}

function canonical(segment: string): string {
  let key = segment.toLowerCase().replace(/[_-]+/g, '');
  for (const [pattern, word] of words) key = key.replace(pattern, word);
  return key;
}
