import { mayTrain } from '../../worthReading';
import type { SyntaxNode } from '../syntax';
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

/**
 * What can be done for the gradients in a training script: clipping before the step, and an open forget gate. Each
 * comes with its edits; a function that the parser could not read in full is left alone.
 */
export function readTraining(tree: Tree, text: string): TrainingFix[] {
  if (text.length > maxScriptLength || !mayTrain(text)) return [];
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
