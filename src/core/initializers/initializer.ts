/** How a fan is counted for variance scaling ([He2015]; [Glorot2010]). */
export type Fan = 'fan-in' | 'fan-out' | 'fan-average';

/** The distribution that a matrix is drawn from at the start of training. */
export type Initializer =
  /** PyTorch's RNN, LSTM and GRU: U(±1/√H) for every weight and bias. */
  | { readonly kind: 'pytorch-default' }
  /** Standard deviation gain/√fan: Glorot (fan average), He (fan-in, gain √2), LeCun (fan-in). */
  | {
      readonly kind: 'variance-scaling';
      readonly gain: number;
      readonly fan: Fan;
      readonly distribution: 'uniform' | 'normal' | 'truncated-normal';
    }
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number }
  /** Normal cut at two nominal deviations, uncorrected: its real deviation is 0.8796 of `deviation`. */
  | { readonly kind: 'truncated-normal'; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  /** Haar-orthogonal times gain; a block that stacks several gates is drawn as one matrix, as frameworks do. */
  | { readonly kind: 'orthogonal'; readonly gain: number }
  /** gain on the diagonal; in a block that stacks several gates only the first gate's is not zero. */
  | { readonly kind: 'identity'; readonly gain: number }
  | { readonly kind: 'constant'; readonly value: number };

/** Deviation of a standard normal cut at ±2: √(1 − 4φ(2)/(2Φ(2) − 1)). */
export const truncatedDeviation = 0.87962566103423978;

/** The shape that a recurrent matrix is drawn in: `gates` blocks of H × H, of which one is looked at. */
export interface RecurrentShape {
  readonly hidden: number;
  /** 1 for a vanilla RNN, 3 for a GRU, 4 for an LSTM. */
  readonly gates: number;
}

/** Mean and standard deviation of the entries; `null` for kinds whose entries are not independent. */
export function moments(
  initializer: Initializer,
  { hidden, gates }: RecurrentShape,
): { readonly mean: number; readonly deviation: number } | null {
  switch (initializer.kind) {
    case 'pytorch-default':
      return { mean: 0, deviation: 1 / Math.sqrt(3 * hidden) };
    case 'variance-scaling':
      return { mean: 0, deviation: initializer.gain / Math.sqrt(fanOf(initializer.fan, hidden, gates)) };
    case 'normal':
      return { mean: initializer.mean, deviation: initializer.deviation };
    case 'truncated-normal':
      return { mean: initializer.mean, deviation: truncatedDeviation * initializer.deviation };
    case 'uniform': {
      const { low, high } = initializer;
      return { mean: (low + high) / 2, deviation: (high - low) / Math.sqrt(12) };
    }
    case 'constant':
      return { mean: initializer.value, deviation: 0 };
    case 'orthogonal':
    case 'identity':
      return null;
  }
}

/** Fan-in of a recurrent matrix is H in every framework: they store the stack as 4H × H or its transpose. */
function fanOf(fan: Fan, hidden: number, gates: number): number {
  if (fan === 'fan-in') return hidden;
  return fan === 'fan-out' ? gates * hidden : ((1 + gates) * hidden) / 2;
}
