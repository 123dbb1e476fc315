import { arithmetic as plainArithmetic } from '../evidence/flow/constants';

/** Functions of numbers that are worked out, by their last name. */
export const functions: ReadonlyMap<string, (...values: number[]) => number> = new Map(
  Object.entries({
    int: Math.trunc,
    float: Number,
    round: Math.round,
    sqrt: Math.sqrt,
    exp: Math.exp,
    log: Math.log,
    abs: Math.abs,
    ceil: Math.ceil,
    floor: Math.floor,
    max: Math.max,
    min: Math.min,
    pow: (a, b = NaN) => a ** b,
    power: (a, b = NaN) => a ** b,
    Float32: Number,
    Float64: Number,
    float32: Number,
  } satisfies Record<string, (...values: number[]) => number>),
);

/** a ∘ b; undefined where either is not known, or the operator is none of numbers. */
export function arithmetic(
  operator: string,
  a: number | undefined,
  b: number | undefined,
): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case '÷':
      return plainArithmetic('//', a, b);
    case '%':
      return b === 0 ? undefined : ((a % b) + b) % b;
    case 'or':
      return a;
    default:
      return plainArithmetic(operator, a, b);
  }
}
