import type { Clipping, Placed } from '../../core/config/recurrentConfig';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import { placed } from './field';
import type { CallSite } from './program';
import type { Values } from './values';

/** Functions that clip gradients: how, and where their threshold stands. */
const functions: ReadonlyMap<string, { kind: Clipping['kind']; at: number; keys: readonly string[] }> =
  new Map([
    ['clip_grad_norm_', { kind: 'global-norm', at: 1, keys: ['max_norm'] }],
    ['clip_grad_norm', { kind: 'global-norm', at: 1, keys: ['max_norm', 'clip'] }],
    ['clip_grad_value_', { kind: 'value', at: 1, keys: ['clip_value'] }],
    ['clip_by_global_norm', { kind: 'global-norm', at: 1, keys: ['clip_norm', 'max_norm'] }],
    ['clip_global_norm', { kind: 'global-norm', at: 1, keys: ['max_norm'] }],
    ['adaptive_grad_clip', { kind: 'norm', at: 0, keys: ['clipping'] }],
  ]);
/** Arguments of optimizers and trainers that clip. */
const keywords: ReadonlyMap<string, Clipping['kind']> = new Map([
  ['global_clipnorm', 'global-norm'],
  ['clipnorm', 'norm'],
  ['clipvalue', 'value'],
  ['gradient_clip_val', 'global-norm'],
  ['max_grad_norm', 'global-norm'],
]);

/** The one clipping that a script does; undefined where it does none, several, or one whose threshold is not known. */
export function clippingIn(values: Values): Placed<Clipping> | undefined {
  const found = values.program.calls.flatMap((site) => clippingsOf(site, values));
  const [first] = found;
  const same = found.every((item) => JSON.stringify(item?.value) === JSON.stringify(first?.value));
  return first && same ? first : undefined;
}

/** The clippings of one call; null for one whose threshold is not known. */
function clippingsOf(site: CallSite, values: Values): (Placed<Clipping> | null)[] {
  const { call } = site;
  const named = functions.get(lastName(call.callee));
  if (named) {
    // optax takes the threshold alone, TensorFlow behind the gradients.
    const at = named.at === 1 && call.positional.length === 1 ? 0 : named.at;
    const given = named.keys.map((key) => call.keywords.get(key)).find(Boolean) ?? call.positional[at];
    return given ? [clippingAt(given, named.kind, lastName(call.callee), site, values)] : [];
  }
  return [...call.keywords].flatMap(([key, value]) => {
    const kind = keywords.get(key);
    return kind ? [clippingAt(value, kind, key, site, values)] : [];
  });
}

function clippingAt(
  given: Expression,
  kind: Clipping['kind'],
  path: string,
  { scope }: CallSite,
  values: Values,
): Placed<Clipping> | null {
  const threshold = values.number(given, scope);
  return threshold !== undefined && threshold > 0
    ? placed({ kind, threshold, off: false }, given, path)
    : null;
}
