import type { LibraryName } from '../../core/config/libraries';
import { parseInitializer } from '../../core/initializers/names';
import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import { readInitializerObject } from './initializerObject';
import type { CallSite } from './program';
import type { Draw, Start } from './start';
import type { Starts } from './starts';
import type { Values } from './values';

/** A linear layer: its weight at the start. */
export interface Layer {
  readonly library: LibraryName;
  readonly start: Start;
  /** It takes input and state side by side: the recurrent part of its weight is the state's. */
  readonly stacked: boolean;
}

const linear =
  /^(?:torch\.)?nn\.(?:modules\.linear\.)?Linear$|^(?:equinox|eqx)\.nn\.Linear$|^paddle\.nn\.Linear$|^mlx\.nn\.Linear$/;

/** Layers that are told their outputs alone: the library, its initializer, and the keywords of both. */
const dense: readonly (readonly [RegExp, Dense])[] = [
  [
    /^flax\.linen\.(?:linear\.)?Dense$/,
    { library: 'flax', initializer: 'lecun_normal', size: 'features', draw: 'kernel_init' },
  ],
  // hk.Linear is cut at two deviations of 1/√n and not corrected.
  [
    /^(?:haiku|hk)\.Linear$/,
    { library: 'haiku', initializer: 'truncated', size: 'output_size', draw: 'w_init' },
  ],
  [
    /(?:^|\.)keras\.(?:\w+\.)*layers\.(?:\w+\.)*Dense$/,
    { library: 'keras', initializer: 'glorot_uniform', size: 'units', draw: 'kernel_initializer' },
  ],
];

interface Dense {
  readonly library: LibraryName;
  readonly initializer: string;
  readonly size: string;
  readonly draw: string;
}

/** What a layer is called that is applied where it is made: `nn.Dense(n)(h)`; null for any other call. */
export function inlineName({ call: { callee, receiver } }: Pick<CallSite, 'call'>): string | null {
  return callee === '' && receiver?.kind === 'call' ? `%${receiver.from}` : null;
}

/** The linear layer that a call makes, `nn.Linear(n, n)`, `nn.Dense(n)`; null for any other expression. */
export function layerOf(expression: Expression, scope: Scope, values: Values, starts: Starts): Layer | null {
  if (expression.kind !== 'call') return null;
  const path = values.bindings.imported(expression.callee);
  const told = dense.find(([pattern]) => pattern.test(path))?.[1];
  if (told) return denseLayer(expression, told, scope, values, starts);
  if (!linear.test(path)) return null;
  const { positional, keywords, from, to } = expression;
  const columns = positional[0] ?? keywords.get('in_features');
  const rows = positional[1] ?? keywords.get('out_features');
  if (!rows || !columns) return null;
  const sized = starts.sized({ rows, columns, scope });
  const fan = values.whole(columns, scope);
  const stacked = sized.square !== true && isSum(columns, rows, scope, values);
  if (sized.square !== true && !stacked) return null;
  const size = { ...sized.size, value: values.whole(rows, scope) ?? null };
  return {
    library:
      expression.callee.includes('eqx') || expression.callee.includes('equinox') ? 'equinox' : 'pytorch',
    start: {
      ...sized,
      size,
      draw: drawOf(fan, stacked),
      radius: null,
      radiusAt: null,
      density: null,
      from,
      to,
    },
    stacked,
  };
}

/** One of as many inputs as outputs, which it must be to be applied to what it gave. */
function denseLayer(
  { positional, keywords, from, to }: Expression & { kind: 'call' },
  { library, initializer, size, draw }: Dense,
  scope: Scope,
  values: Values,
  starts: Starts,
): Layer | null {
  const rows = positional[0] ?? keywords.get(size);
  if (!rows) return null;
  const sized = starts.sized({ rows, columns: rows, scope });
  const given = keywords.get(draw);
  const named = parseInitializer(initializer, 'keras');
  const cut: Draw = {
    kind: 'entries',
    shape: 'truncated-normal',
    center: { c: 0, p: 0 },
    spread: { c: 1, p: -0.5 },
  };
  const drawn = given
    ? readInitializerObject(given, scope, 'keras', sized.size, values)
    : named
      ? ({ kind: 'named', initializer: named } as const)
      : cut;
  const start = { ...sized, draw: drawn, radius: null, radiusAt: null, density: null, from, to };
  return { library, start, stacked: false };
}

/** U(±1/√fan_in), which for a layer that takes the state alone is U(±1/√n). */
function drawOf(fan: number | undefined, stacked: boolean): Draw | null {
  const center = { c: 0, p: 0 };
  if (!stacked) return { kind: 'entries', shape: 'uniform', center, spread: { c: 1, p: -0.5 } };
  // The layer is wider than the state alone, so that without its width this is the most that it can be.
  const spread = fan === undefined ? { c: 1, p: -0.5 } : { c: 1 / Math.sqrt(fan), p: 0 };
  return { kind: 'entries', shape: 'uniform', center, spread };
}

/** `input_size + hidden_size` for `hidden_size`. */
export function isSum(columns: Expression, rows: Expression, scope: Scope, values: Values): boolean {
  if (columns.kind !== 'operation' || columns.operator !== '+') return false;
  const symbol = values.symbol(rows, scope);
  return columns.operands.some((part) => {
    const same = values.source(part) === values.source(rows);
    return same || (symbol !== null && values.symbol(part, scope) === symbol);
  });
}
