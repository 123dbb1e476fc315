import type { StepState } from './judgment';

/** Steps in a row of one state; both ends belong to it. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly state: StepState;
}

const severity: Readonly<Record<StepState, number>> = { stable: 0, skipped: 1, vanishing: 2, exploding: 3 };

/** The worse of two states. */
export function worse(a: StepState, b: StepState): StepState {
  return severity[b] > severity[a] ? b : a;
}

/**
 * The verdict over time as segments of one state. More than `maxSegments` of them are joined, the worst state of each part
 * standing for it.
 */
export function timeline(steps: Float64Array, states: readonly StepState[], maxSegments = 200): Segment[] {
  let changes = 1;
  for (let k = 1; k < states.length; k++) if (states[k] !== states[k - 1]) changes++;
  const length = changes <= maxSegments ? 1 : Math.ceil(states.length / maxSegments);
  const segments: { from: number; to: number; state: StepState }[] = [];
  let last: (typeof segments)[number] | undefined;
  for (let i = 0; i < states.length; i += length) {
    const end = Math.min(i + length, states.length);
    let state = states[i]!;
    for (let k = i + 1; k < end; k++) state = worse(state, states[k]!);
    const to = steps[end - 1]!;
    if (last?.state === state) last.to = to;
    else segments.push((last = { from: steps[i]!, to, state }));
  }
  return segments;
}
