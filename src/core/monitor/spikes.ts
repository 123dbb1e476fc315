import type { MonitorRules } from './rules';
import { SortedWindow } from './window';

/** A spike is at least so many times the running median; less is the noise of small batches. */
const leastFactor = 3;
/** Fewer records than this around one cannot say what is usual. */
const leastRecords = 5;
/** Interquartile range of a normal distribution, in standard deviations. */
const quartiles = 1.349;
/** Least deviation of log10: what is printed with two digits has no less. */
const leastDeviation = 0.02;

/**
 * Indices of values that stand out of what is usual around them: log10 of the norm beyond `spikeZ` robust standard
 * deviations (from the interquartile range) above the running median, and at least three times that median. A spike does
 * not enter the window, so that one does not hide the next; the first records are held against those that follow.
 */
export function spikes(values: Float64Array, rules: MonitorRules): number[] {
  const length = Math.max(leastRecords, Math.round(1 / (1 - rules.spikeDecay)));
  const window = new SortedWindow(length);
  const found: number[] = [];
  const early: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value) || value <= 0) continue;
    const level = Math.log10(value);
    if (early.length < rules.spikeWarmup) early.push(i);
    if (window.length >= rules.spikeWarmup) {
      if (standsOut(level, window, rules)) {
        found.push(i);
        continue;
      }
    }
    window.push(level);
  }
  return [...spikesAmongFirst(values, early, rules), ...found];
}

function spikesAmongFirst(values: Float64Array, early: readonly number[], rules: MonitorRules): number[] {
  const whole = new SortedWindow(early.length + 1);
  for (const i of early) whole.push(Math.log10(values[i]!));
  if (whole.length < leastRecords) return [];
  return early.filter((i) => standsOut(Math.log10(values[i]!), whole, rules));
}

function standsOut(level: number, window: SortedWindow, { spikeZ }: MonitorRules): boolean {
  const above = level - window.quantile(0.5);
  const deviation = Math.max((window.quantile(0.75) - window.quantile(0.25)) / quartiles, leastDeviation);
  return above >= Math.log10(leastFactor) && above > spikeZ * deviation;
}
