import { parser } from '@lezer/python';
import type { TextRange } from '../../../core/textRange';
import { nestsDeeperThan } from '../../depth';
import { mayTrain } from '../../worthReading';
import { maxBracketDepth, type SyntaxNode } from '../syntax';
import { handMade } from './byHand';
import { fastaiLearners } from './fastai';
import { forgetBiases } from './forgetBias';
import { huggingFaceTrainers } from './huggingFace';
import { kerasOptimizers } from './keras';
import { lightningTrainers } from './lightning';
import { optaxOptimizers } from './optax';
import { pytorchLoops } from './pytorch';
import { Reading } from './reading';
import { Script } from './script';
import type { TrainingFix } from './trainingFix';

type Tree = NonNullable<SyntaxNode['tree']>;

/** Longer scripts, and ones with more calls, are generated. */
const maxScriptLength = 500_000;
const maxCalls = 5000;

/** A line that the notebook takes for itself: `%matplotlib inline`, `!pip install torch`. */
const magic = /^[ \t]*(?:%%?[A-Za-z]|![\w./]).*$/gm;

/** The other cells of a notebook, in their order. */
export interface Surroundings {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * What can be done for the gradients in a training script: clipping before the step, and an open forget gate. Each
 * comes with its edits where there are any; a function that the parser could not read in full is left alone. A cell of a
 * notebook is read with the others, and what stands in it is told.
 */
export function readTraining(tree: Tree, text: string, cells?: Surroundings): TrainingFix[] {
  if (text.length > maxScriptLength || !mayTrain(text)) return [];
  const isWhole = (cells?.before.length ?? 0) + (cells?.after.length ?? 0) === 0;
  if (isWhole && text.search(magic) < 0) return readScript(tree, text);
  const head = (cells?.before ?? []).map((cell) => `${cell}\n`).join('');
  const tail = (cells?.after ?? []).map((cell) => `\n${cell}`).join('');
  const joined = `${head}${text}${tail}`.replace(magic, (line) => ' '.repeat(line.length));
  if (joined.length > maxScriptLength || nestsDeeperThan(maxBracketDepth, joined)) return [];
  const end = head.length + text.length;
  return readScript(parser.parse(joined), joined)
    .filter(({ mark }) => mark.start >= head.length && mark.end <= end)
    .map((fix) => inCell(fix, head.length, end));
}

/** The same in the cell's own positions; evidence and edits elsewhere have none here. */
function inCell(fix: TrainingFix, from: number, to: number): TrainingFix {
  const isHere = ({ start, end }: TextRange): boolean => start >= from && end <= to;
  const moved = ({ start, end }: TextRange): TextRange => ({ start: start - from, end: end - from });
  const { evidence } = fix;
  const place = evidence?.range && isHere(evidence.range) ? moved(evidence.range) : null;
  return {
    ...fix,
    range: isHere(fix.range) ? moved(fix.range) : moved(fix.mark),
    mark: moved(fix.mark),
    edits: fix.edits.every(isHere) ? fix.edits.map((edit) => ({ ...edit, ...moved(edit) })) : [],
    evidence: evidence && { ...evidence, range: place },
  };
}

function readScript(tree: Tree, text: string): TrainingFix[] {
  const script = new Script(tree, text);
  if (script.calls.length > maxCalls) return [];
  const reading = new Reading(script);
  return [
    ...pytorchLoops(reading),
    ...kerasOptimizers(reading),
    ...optaxOptimizers(reading),
    ...lightningTrainers(reading),
    ...fastaiLearners(reading),
    ...huggingFaceTrainers(reading),
    ...handMade(reading),
    ...forgetBiases(script),
  ].sort((a, b) => a.range.start - b.range.start);
}
