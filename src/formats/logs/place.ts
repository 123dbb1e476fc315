import { pairsOf, type Pair } from './pairs';

/** Where in a training a printed line stands, by keys as the collector of records knows them. */
export type Place = readonly Pair[];

/** `Train: [0/300][10/1251]` (Swin), `Epoch: [0]  [ 10/1251]` (timm): epoch, and iteration within it. */
const bracketed = /\[\s*(\d+)(?:\/\d+)?\]\s*\[\s*(\d+)\/\d+\]/;
/** `  7%|#  | 7/100 [00:07<01:30, 1.0it/s`: a progress bar. */
const bar = /[|%]\s*(\d+)\/(?:\d+|\?)\s*\[[\d:]+</;
/** `logging_writer.py:48] [100] grad_norm=1.2` of Google's clu: the step. */
const ownBracket = /\]\s+\[(\d+)\]\s+[\w/]+=/;
/** `Train Epoch: 1 [640/60000 (1%)]`: samples seen of the epoch. */
const samples = /\bepoch:?\s*\d+\s*\[\s*(\d+)\/\d+\s*\(/i;
const stepKey =
  /^(?:(?:train(?:ing)?\/|trainer\/)?(?:global[ _])?steps?|step_num|total_timesteps|num_updates|update|iterations?|current_steps)$/i;
const iterKey = /^(?:iter|it|batch|batch_idx)$/i;
const epochKey = /^epochs?$/i;
const rankKey = /^(?:rank|local_rank|global_rank)$/i;
/** `[rank3]:` of torchrun and torchtitan, `[default3]:`, `(rank 3)`. */
const rankMark =
  /[[(](?:rank|default)[ _:]?(\d+)[\])]|^\W{0,3}(?:rank|gpu|worker|node|process|proc)[ _#-]?(\d+)\s*[\]):|]|^\[\d+,(\d+)\]<std(?:out|err)>:/i;
/** `3: step 10 …` of `srun --label`. */
const label = /^\s*(\d{1,5}):\s+\D/;

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
  const within = has('step') || has('iter') ? null : (ownBracket.exec(line) ?? samples.exec(line));
  if (within) place.push([within[0].startsWith(']') ? 'step' : 'iter', within[1]!]);
  const mark = has('rank')
    ? null
    : (rankMark.exec(line) ?? (has('step') || has('iter') ? label.exec(line) : null));
  const rank = mark?.[1] ?? mark?.[2] ?? mark?.[3];
  if (rank !== undefined) place.push(['rank', rank]);
  return place;
}

export const isPlaceKey = (key: string): boolean =>
  stepKey.test(key) || iterKey.test(key) || epochKey.test(key) || rankKey.test(key);
