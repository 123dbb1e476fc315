/** Words for networks that are trained by optimizers of their own, in the names of their norms. */
const words = [
  'd|dis|disc|discriminator|netd|d_net|adv|adversary',
  'g|gen|generator|netg|g_net',
  'actor|policy|pi|pg',
  'critic|value|vf|q|qf|qf1|qf2|q1|q2|v|baseline',
  'alpha|temperature|entropy',
  'world_model|wm|dynamics',
  'student',
  'teacher',
  'sampler|predictor_net',
];
const byWord = new Map(words.flatMap((group) => group.split('|').map((word) => [word, word] as const)));
const optimizer = /^(?:optim|optimizer|opt)_?\d+$/;

/** Every word that names a network with an optimizer of its own. */
export const isNetworkWord = (word: string): boolean =>
  byWord.has(word.toLowerCase()) || optimizer.test(word.toLowerCase());

/**
 * The network that a norm is of, by its name: `d` of `grad_norm_d`, `actor` of `actor/grad_norm`; `null` where the name
 * tells of none. Norms of two networks have no common total, and their layers no order.
 */
export function networkOf(name: string): string | null {
  const parts = name.split(/[/. ]|_(?=grad|gnorm)|(?<=norm)_/i);
  for (const part of parts.slice(0, 3)) if (isNetworkWord(part)) return part.toLowerCase();
  const [first, last] = [parts[0], parts.at(-1)];
  for (const part of [first, last]) if (part !== undefined && isNetworkWord(part)) return part.toLowerCase();
  return null;
}
