import { pairsOf, type Pair } from './pairs';
import { remembered } from './remembered';

/** Where in a training a printed line stands, by keys as the collector of records knows them. */
export type Place = readonly Pair[];

/**
 * `Train: [0/300][10/1251]` (Swin), `Epoch: [0]  [ 10/1251]` (BEiT), `Train: 0 [ 10/1251 (1%)]` (timm): epoch, and
 * iteration within it.
 */
const bracketed = /(?:\[\s*(\d+)(?:\/\d+)?\]|\btrain(?:ing)?: (\d+))\s*\[\s*(\d+)\/\d+(?:\]|\s*\()/i;
/** `  7%|#  | 7/100 [00:07<01:30, 1.0it/s`: a progress bar. */
const bar = /[|%]\s*(\d+)\/(?:\d+|\?)\s*\[[\d:]+</;
/** `logging_writer.py:48] [100] grad_norm=1.2` of Google's clu: the step. */
const ownBracket = /\]\s+\[(\d+)\]\s+[\w/]+=/;
/** `Train Epoch: 1 [640/60000 (1%)]`: samples seen of the epoch; `|   200/ 2323 batches |`; `Step... (50 | Loss: …`. */
const samples =
  /\bepoch:?\s*\d+\s*\[\s*(\d+)\/\d+\s*\(|\|\s*(\d+)\/\s*\d+ batches\b|\bstep\.{2,3}\s*\((\d+)\b/i;
const stepKey =
  /^(?:(?:train(?:ing)?\/|trainer\/)?(?:global[ _])?steps?|step_num|total_timesteps|num_updates|update|iterations?|current_steps)$/i;
const iterKey = /^(?:iter|it|batch|batch_idx)$/i;
const epochKey = /^epochs?$/i;
const rankKey = /^(?:rank|local_rank|global_rank)$/i;
/** `[rank3]:` of torchrun and torchtitan, `[default3]:`, `(rank 3)`. */
const rankMark =
  /[[(](?:rank|default)[ _:]?(\d+)[\])]|^\W{0,3}(?:rank|gpu|worker|node|process|proc)[ _#-]?(\d+)\s*[\]):|]|^\[\d+,(?:mpirank:)?(\d+)(?:,[\w-]+)?\]<std(?:out|err)>:/i;
/** `3: step 10 …`: a rank or the number of the line. */
const label = /^\s*(\d{1,5}):\s+\D/;

/** What of a place a key names; empty for what names none. */
const placeName = remembered((key) => {
  if (stepKey.test(key)) return 'step';
  if (iterKey.test(key)) return 'iter';
  if (epochKey.test(key)) return 'epoch';
  return rankKey.test(key) ? 'rank' : '';
});

/** The place that a line names. */
export function placeOf(line: string, pairs = pairsOf(line)): Place {
  const place: Pair[] = [];
  for (const [key, value] of pairs) {
    const name = placeName(key);
    if (name !== '') place.push([name, value]);
  }
  const has = (name: string): boolean => place.some(([key]) => key === name);
  const brackets = bracketed.exec(line);
  if (brackets && !has('step')) {
    if (!has('epoch')) place.push(['epoch', (brackets[1] ?? brackets[2])!]);
    if (!has('iter')) place.push(['iter', brackets[3]!]);
  }
  const barred = has('step') || has('iter') ? null : bar.exec(line);
  if (barred) place.push(['iter', barred[1]!]);
  const within = has('step') || has('iter') ? null : (ownBracket.exec(line) ?? samples.exec(line));
  const count = within?.[1] ?? within?.[2] ?? within?.[3];
  if (within && count !== undefined) place.push([within[0].startsWith(']') ? 'step' : 'iter', count]);
  const mark = has('rank') ? null : rankMark.exec(line);
  const rank = mark?.[1] ?? mark?.[2] ?? mark?.[3];
  if (rank !== undefined) place.push(['rank', rank]);
  const number = rank === undefined && (has('step') || has('iter')) ? label.exec(line)?.[1] : undefined;
  if (number !== undefined) place.push(['label', number]);
  return place;
}
