import type { Thresholds } from '../analysis';
import { verdictOfGain } from '../verdict';
import { meanFieldScales, middleGain } from './drivenGains';
import type { Prediction } from './prediction';

/** Whether a remedy does what it is for: it helps and what was wrong stays, or it ends an explosion and gradients fade. */
export type Reservation = 'helps' | 'fades';

/**
 * What an orthogonal start makes of a cell that vanishes or explodes: a driven state that saturates or is cut off at zero lets
 * gradients fade from there, too. `null` where nothing is won.
 */
export function orthogonalStart(
  { activation, steps, driven, leak, initializer, verdict }: Prediction,
  thresholds: Thresholds,
): { readonly reservation?: Reservation } | null {
  if (initializer.kind === 'orthogonal' && initializer.gain === 1) return null;
  // Without inputs, or with a leak, an orthogonal matrix is as good as its name.
  if (!driven || leak.keep !== 0) return {};
  const gains = { range: driven.range, drawn: null, scales: meanFieldScales(activation, steps, 1) };
  const after = middleGain(gains) ?? -Infinity;
  const vanishes = verdictOfGain(after, thresholds) === 'vanishing';
  if (verdict === 'exploding') return vanishes ? { reservation: 'fades' } : {};
  if (after < (middleGain(driven) ?? -Infinity) + 1) return null;
  return vanishes ? { reservation: 'helps' } : {};
}
