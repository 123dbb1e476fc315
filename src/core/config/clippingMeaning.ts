import { formatNumber } from '../format';
import { defaultClipping, type Clipping, type RecurrentConfig } from './recurrentConfig';

/** Clipping as it will act: what the config states, or its framework's default; `null` where neither is known. */
export function clippingOf({ fields, family }: RecurrentConfig): Clipping | null {
  return fields.clipping?.value ?? defaultClipping(family);
}

/** Above this, a threshold element by element is one that no gradient of a running training reaches. */
export const looseValue = 1e3;
/** A norm above this is no limit for a training that has not diverged yet. */
export const looseNorm = 1e4;

const bounds = {
  'global-norm': (t: string) => `scales all gradients together so that their norm is at most ${t}`,
  norm: (t: string) =>
    `scales each weight tensor's gradient on its own so that its norm is at most ${t}, which changes the step's direction`,
  value: (t: string) => `cuts every element of the gradient to ±${t}, which changes the step's direction`,
} as const;

/** What a clipping does to gradients, in one sentence. */
export function describeClipping({ kind, threshold, off }: Clipping): string {
  if (off) {
    const why = threshold === null ? '' : ` (${formatNumber(threshold)} is read as off)`;
    return `Clipping is off${why}: a gradient that explodes reaches the weights as it is.`;
  }
  const limit = formatNumber(threshold ?? 0);
  const loose = isLoose({ kind, threshold, off })
    ? 'so high that no gradient reaches it before training has diverged'
    : 'it bounds what explodes and does nothing for what vanishes';
  return `Clipping ${bounds[kind](limit)}: ${loose}.`;
}

/** Whether a threshold is so high that it never acts in time. */
export function isLoose({ kind, threshold, off }: Clipping): boolean {
  return !off && threshold !== null && threshold >= (kind === 'value' ? looseValue : looseNorm);
}
