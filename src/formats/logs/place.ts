import { pairsOf, type Pair } from './pairs';

/** Where in a training a printed line stands, by keys as the collector of records knows them. */
export type Place = readonly Pair[];

/** `Train: [0/300][10/1251]` (Swin), `Epoch: [0]  [ 10/1251]` (timm): epoch, and iteration within it. */
const bracketed = /\[\s*(\d+)(?:\/\d+)?\]\s*\[\s*(\d+)\/\d+\]/;
/** `  7%|#  | 7/100 [00:07<01:30, 1.0it/s`: a progress bar. */
const bar = /\|\s*(\d+)\/(?:\d+|\?)\s*\[[\d:]+</;
const stepKey =
  /^(?:(?:train(?:ing)?\/|trainer\/)?(?:global[ _])?steps?|step_num|num_updates|update|iterations?|current_steps)$/i;
const iterKey = /^(?:iter|it|batch|batch_idx)$/i;
const epochKey = /^epochs?$/i;
const rankKey = /^(?:rank|local_rank|global_rank)$/i;
/** `[rank3]:` of torchrun and torchtitan, `[default3]:`, `(rank 3)`. */
const rankMark = /[[(](?:rank|default)[ _:]?(\d+)[\])]/i;

/** The place that a line names. */
export function placeOf(line: string, pairs = pairsOf(line)): Place {
  const place: Pair[] = [];
  for (const [key, value] of pairs) {
    if (stepKey.test(key)) place.push(['step', value]);
    else if (iterKey.test(key)) place.push(['iter', value]);
    else if (epochKey.test(key)) place.push(['epoch', value]);
    else if (rankKey.test(key)) place.push(['rank', value]);
  }
  const has = (name: string): boolean => place.some(([key]) => key === name);
  const brackets = bracketed.exec(line);
  if (brackets && !has('step')) {
    if (!has('epoch')) place.push(['epoch', brackets[1]!]);
    if (!has('iter')) place.push(['iter', brackets[2]!]);
  }
  const barred = has('step') || has('iter') ? null : bar.exec(line);
  if (barred) place.push(['iter', barred[1]!]);
  const rank = has('rank') ? null : rankMark.exec(line);
  if (rank) place.push(['rank', rank[1]!]);
  return place;
}

export const isPlaceKey = (key: string): boolean =>
  stepKey.test(key) || iterKey.test(key) || epochKey.test(key) || rankKey.test(key);
