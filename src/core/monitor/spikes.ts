import type { MonitorRules } from './rules';

/**
 * Indices of values that stand out of their own recent past: z-score over `spikeZ` against an exponential mean and
 * deviation (ZClip). A spike enters the mean as what ZClip would cut it to, so that one does not hide the next.
 */
export function spikes(values: Float64Array, rules: MonitorRules): number[] {
  const finite = values.reduce((count, value) => count + (Number.isFinite(value) ? 1 : 0), 0);
  const warmup = Math.min(rules.spikeWarmup, Math.max(4, Math.floor(finite / 4)));
  if (finite <= warmup) return [];
  const found: number[] = [];
  const first: number[] = [];
  let mean = 0;
  let variance = 0;
  const { spikeDecay: decay, spikeZ: limit } = rules;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (first.length < warmup) {
      first.push(value);
      if (first.length === warmup) [mean, variance] = momentsOf(first);
      continue;
    }
    const deviation = Math.sqrt(variance);
    // A history without any variation makes every change infinite; rounding alone is no spike.
    const z = (value - mean) / Math.max(deviation, 1e-6 * Math.abs(mean), Number.MIN_VALUE);
    const isSpike = z > limit;
    if (isSpike) found.push(i);
    const counted = isSpike ? mean + ((limit * limit) / z) * deviation : value;
    mean = decay * mean + (1 - decay) * counted;
    variance = decay * variance + (1 - decay) * (counted - mean) ** 2;
  }
  return found;
}

function momentsOf(values: readonly number[]): [mean: number, variance: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length];
}
