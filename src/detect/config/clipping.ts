import type { Clipping, Placed } from '../../core/config/recurrentConfig';
import type { Scope } from './scope';
import type { ConfigNode } from './tree/node';

type Kind = Clipping['kind'];

/** Keys that mean gradient clipping wherever they stand. */
const unmistakable: Readonly<Record<string, Kind>> = {
  max_grad_norm: 'global-norm',
  gradient_clip_val: 'global-norm',
  clip_grad_norm: 'global-norm',
  grad_clip_norm: 'global-norm',
  grad_norm_clip: 'global-norm',
  clip_gradient_norm: 'global-norm',
  grad_clipping_norm: 'global-norm',
  global_clipnorm: 'global-norm',
  clipglobalnorm: 'global-norm',
  clip_norm_global: 'global-norm',
  gradient_clipping: 'global-norm',
  clip_gradients: 'global-norm',
  clip_gradient: 'global-norm',
  gradient_clip: 'global-norm',
  grad_clip: 'global-norm',
  clip_grad: 'global-norm',
  clip_norm: 'global-norm',
  clipnorm: 'norm',
  clipvalue: 'value',
  clip_grad_value: 'value',
  grad_clip_value: 'value',
};

/** Keys that mean it beside a recurrent network. */
const likely: Readonly<Record<string, Kind>> = {
  clip: 'global-norm',
  clip_value: 'value',
  clipping_threshold: 'value',
};

const algorithmKeys = ['gradient_clip_algorithm', 'grad_clip_by', 'clip_mode', 'clip_type'];
const innerKeys = [
  'max_norm',
  'clipglobalnorm',
  'global_clipnorm',
  'clipnorm',
  'clipvalue',
  'value',
  'threshold',
];

const isSet = (node: ConfigNode): boolean => typeof node.value === 'number' || node.kind === 'map';

/**
 * The clipping that a config states, nearest to its root first; a number before a `null` beside it, as Keras writes all
 * three kinds. `recurrent` lets vaguer keys count.
 */
export function readClipping(
  scope: Scope,
  within: ConfigNode,
  recurrent: boolean,
): Placed<Clipping> | undefined {
  const keys = [...Object.keys(unmistakable), ...(recurrent ? Object.keys(likely) : [])];
  const node =
    scope.findBelow(within, keys, (found) => isSet(scope.resolve(found) ?? found)) ??
    scope.findBelow(
      within,
      keys,
      ({ value, kind }) => kind === 'scalar' && (value === null || value === false),
    );
  if (node) return clippingAt(scope, node);
  // A value of the wrong type is worth a word.
  const odd = scope.findBelow(within, Object.keys(unmistakable), ({ value }) => typeof value === 'string');
  scope.number(odd);
  return undefined;
}

/** The clipping that the value of one key states. */
export function clippingAt(
  scope: Scope,
  node: ConfigNode,
  kind = kindOf(scope, node),
): Placed<Clipping> | undefined {
  const source = scope.resolve(node);
  if (!source) return undefined;
  if (source.kind === 'map') {
    const inner = scope.find(source, innerKeys);
    return inner && clippingAt(scope, inner, inner.key === 'clipvalue' ? 'value' : kind);
  }
  if (source.value === null || source.value === false) {
    return scope.place(node, { kind, threshold: null, off: true });
  }
  const number = scope.number(node);
  if (!number) return undefined;
  const threshold = number.value;
  return { ...number, value: { kind, threshold, off: threshold <= 0 || threshold === Infinity } };
}

function kindOf(scope: Scope, node: ConfigNode): Kind {
  const key = String(node.key).replaceAll('-', '_');
  const algorithm = scope.string(scope.find(node.parent ?? undefined, algorithmKeys));
  if (algorithm === 'value') return 'value';
  return unmistakable[key] ?? likely[key] ?? 'global-norm';
}
