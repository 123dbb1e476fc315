import { parseWhatIf, type WhatIf } from '../../src/core/config/whatIf';
import type { Scale } from '../../src/present/plot/gainAxis';
import { recordOf } from '../../src/shared/parse';

/** What the panel remembers: what was supposed, and the axis. */
export interface PredictionState {
  readonly whatIf: WhatIf;
  readonly scale: Scale;
}

/** State may come from another version of the extension, so it is checked. */
export function validState(saved: unknown): PredictionState {
  const { whatIf, scale } = recordOf(saved);
  return { whatIf: parseWhatIf(whatIf), scale: scale === 'linear' ? 'linear' : 'log' };
}
