/** Looks at a gain at most. */
const maxLooks = 8;
/** Part of the answer that it may be off by. */
const tolerance = 0.05;
/** A gain below this is followed no further. */
const least = -1e3;

/**
 * The number of steps after which a gain is a tenth, found by false position on log10 of the gain; `null` where it is above
 * a tenth at the horizon.
 * @param atHorizon log10 of the gain after `steps` steps
 * @param gainAfter log10 of the gain after fewer steps
 */
export function stepsToTenth(
  steps: number,
  atHorizon: number,
  gainAfter: (steps: number) => number,
): number | null {
  if (atHorizon > -1) return null;
  let [low, atLow] = [0, 0];
  let [high, atHigh] = [steps, Math.max(atHorizon, least)];
  for (let look = 0; look < maxLooks && high - low > Math.max(1, tolerance * high); look++) {
    const likely = low + ((-1 - atLow) / (atHigh - atLow)) * (high - low);
    // By turns a little above and a little below, so that both ends close in.
    const aim = look % 2 === 0 ? Math.ceil(1.1 * likely) + 1 : Math.floor(0.95 * likely);
    const k = Math.min(high - 1, Math.max(low + 1, aim));
    const gain = Math.max(gainAfter(k), least);
    if (gain > -1) [low, atLow] = [k, gain];
    else [high, atHigh] = [k, gain];
  }
  return high;
}
