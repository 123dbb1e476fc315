import type { VerdictName } from '../core/verdict';

/** A mark for each verdict that tells them apart without color. */
export const verdictSymbols: Readonly<Record<VerdictName, string>> = {
  exploding: '▲',
  growing: '△',
  stable: '●',
  fading: '▽',
  vanishing: '▼',
};
