import type { Tensor } from '../../tensor';
import type { LinearFamily, LinearRecurrence, Multipliers } from './family';

/** What storing a parameter in 16 bits does to the half-lives of a layer. */
export interface RoundingNote {
  readonly tensor: string;
  readonly dtype: string;
  /** Largest relative change of a half-life when the parameter is any other value that rounds to the stored one. */
  readonly largestChange: number;
  /** Share of the channels whose half-life may be off by more than a tenth. */
  readonly share: number;
}

const noteworthy = 0.1;

interface Precision {
  /** Bits after the leading one. */
  readonly fraction: number;
  readonly leastExponent: number;
}
const precisions: Readonly<Record<string, Precision>> = {
  BF16: { fraction: 7, leastExponent: -126 },
  F16: { fraction: 10, leastExponent: -14 },
};

/** Half the distance from a stored value to its neighbor away from zero: how far the unrounded value may have been. */
function halfSpacing(value: number, { fraction, leastExponent }: Precision): number {
  const exponent = value === 0 ? leastExponent : Math.floor(Math.log2(Math.abs(value)));
  return 2 ** (Math.max(exponent, leastExponent) - fraction - 1);
}

/**
 * The half-lives of a layer against those at the ends of the interval that rounds to each stored bf16 or f16 value, one
 * parameter at a time; the parameters for which some half-life changes by more than a tenth.
 */
export function roundingNotes(
  family: LinearFamily,
  layer: LinearRecurrence,
  part: (role: string) => Tensor,
  stored: Multipliers,
): RoundingNote[] {
  return Object.keys(layer.parts).flatMap((role) => {
    const tensor = part(role);
    const precision = Object.hasOwn(precisions, tensor.dtype) ? precisions[tensor.dtype] : undefined;
    if (!precision) return [];
    const change = new Float64Array(stored.logModulus.length);
    for (const sign of [-1, 1]) {
      const data = tensor.data.map((value) => value + sign * halfSpacing(value, precision));
      const moved = family.multipliers(layer, (name) => (name === role ? { ...tensor, data } : part(name)));
      moved.logModulus.forEach((logModulus, i) => {
        // Half-life is −ln 2 / ln |a|, so the ratio of half-lives is the inverse ratio of the logs.
        const before = stored.logModulus[i]!;
        const ratio = before === logModulus ? 1 : before / logModulus;
        change[i] = Math.max(change[i]!, Math.abs(ratio - 1));
      });
    }
    const over = change.reduce((count, value) => count + (value > noteworthy ? 1 : 0), 0);
    if (over === 0) return [];
    return [
      {
        tensor: tensor.name,
        dtype: tensor.dtype,
        largestChange: change.reduce((most, value) => Math.max(most, value), 0),
        share: over / change.length,
      },
    ];
  });
}
