// Not translated: names and keys are the same in every language.
import type { Initializer } from '../../core/initializers/initializer';
import { formatNumber } from '../format';

/** The name of an initializer for programs: `glorot_uniform`, `orthogonal`, `pytorch_default`. */
export function initializerName(initializer: Initializer): string {
  return initializer.kind === 'variance-scaling'
    ? scalingName(initializer)
    : initializer.kind.replace('-', '_');
}

export type Scaling = Initializer & { kind: 'variance-scaling' };

/** Whose initialization it is: Glorot, He and LeCun by fan and gain; `null` for any other. */
export function authorOf({ gain, fan }: Scaling): 'glorot' | 'lecun' | 'he' | null {
  if (fan === 'fan-average' && gain === 1) return 'glorot';
  if (fan !== 'fan-in') return null;
  return gain === 1 ? 'lecun' : Math.abs(gain - Math.SQRT2) < 1e-9 ? 'he' : null;
}

/** Glorot, He and LeCun by their names; any other by its gain. */
function scalingName(scaling: Scaling): string {
  const { gain, fan, distribution } = scaling;
  const author = authorOf(scaling);
  const shape = distribution === 'uniform' ? 'uniform' : 'normal';
  return author ? `${author}_${shape}` : `${shape} of deviation ${formatNumber(gain)}/√(${fan})`;
}
