import { defaultClipping, type Clipping, type RecurrentConfig } from './recurrentConfig';

/** Clipping as it will act: what the config states, or its framework's default; `null` where neither is known. */
export function clippingOf({ fields, family }: RecurrentConfig): Clipping | null {
  return fields.clipping?.value ?? defaultClipping(family);
}

/** Above this, a threshold element by element is one that no gradient of a running training reaches. */
const looseValue = 1e3;
/** A norm above this is no limit for a training that has not diverged yet. */
const looseNorm = 1e4;

/** Whether a threshold is so high that it never acts in time. */
export function isLoose({ kind, threshold, off }: Clipping): boolean {
  return !off && threshold !== null && threshold >= (kind === 'value' ? looseValue : looseNorm);
}
