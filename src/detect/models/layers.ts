import type { LibraryName } from '../../core/config/libraries';
import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
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

/** The linear layer that a call makes, `nn.Linear(n, n)`; null for any other expression. */
export function layerOf(expression: Expression, scope: Scope, values: Values, starts: Starts): Layer | null {
  if (expression.kind !== 'call' || !linear.test(values.bindings.imported(expression.callee))) return null;
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

/** U(±1/√fan_in), which for a layer that takes the state alone is U(±1/√n). */
function drawOf(fan: number | undefined, stacked: boolean): Draw | null {
  const center = { c: 0, p: 0 };
  if (!stacked) return { kind: 'entries', shape: 'uniform', center, spread: { c: 1, p: -0.5 } };
  // The layer is wider than the state alone, so that without its width this is the most that it can be.
  const spread = fan === undefined ? { c: 1, p: -0.5 } : { c: 1 / Math.sqrt(fan), p: 0 };
  return { kind: 'entries', shape: 'uniform', center, spread };
}

/** `input_size + hidden_size` for `hidden_size`. */
function isSum(columns: Expression, rows: Expression, scope: Scope, values: Values): boolean {
  if (columns.kind !== 'operation' || columns.operator !== '+') return false;
  const symbol = values.symbol(rows, scope);
  return columns.operands.some((part) => {
    const same = values.source(part) === values.source(rows);
    return same || (symbol !== null && values.symbol(part, scope) === symbol);
  });
}
