/** Records that must lie at one value before it is called a threshold. */
const leastRecords = 10;
/** Share of the records that a threshold holds at itself. */
const leastShare = 0.3;
const tolerance = 1e-3;

/**
 * The value that norms were clipped to before they were logged: the largest of them, which many have and none is over;
 * `null` where norms vary freely.
 */
export function clippedAt(values: Float64Array): number | null {
  let most = 0;
  let finite = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    finite++;
    most = Math.max(most, value);
  }
  let at = 0;
  for (const value of values) if (value >= most * (1 - tolerance) && value <= most) at++;
  return most > 0 && at >= leastRecords && at >= leastShare * finite ? most : null;
}

/** The threshold that a framework clips at unless it is told otherwise. */
export interface DefaultClipping {
  readonly framework: string;
  readonly key: string;
  readonly threshold: number;
}

const defaults: readonly DefaultClipping[] = [
  { framework: 'Hugging Face Trainer', key: 'max_grad_norm', threshold: 1 },
  { framework: 'Megatron-LM', key: '--clip-grad', threshold: 1 },
  { framework: 'ESPnet2', key: 'grad_clip', threshold: 5 },
  { framework: 'torchtitan', key: 'training.max_norm', threshold: 1 },
  { framework: 'verl', key: 'actor.grad_clip', threshold: 1 },
  { framework: 'llm.c', key: 'grad_clip', threshold: 1 },
];

/** What the producer of a log clips at by default; `null` where that is not known. */
export const defaultClipping = (format: string | null): DefaultClipping | null =>
  defaults.find(({ framework }) => format?.includes(framework)) ?? null;
