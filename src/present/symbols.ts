import type { Judgment } from '../core/verdict';

/** A mark for each verdict that tells them apart without color. */
export const verdictSymbols: Readonly<Record<Judgment, string>> = {
  exploding: '▲',
  growing: '△',
  stable: '●',
  fading: '▽',
  vanishing: '▼',
  undetermined: '◇',
};
