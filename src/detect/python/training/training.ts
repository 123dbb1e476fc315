import { mayTrain } from '../../worthReading';
import type { SyntaxNode } from '../syntax';
import { forgetBiases } from './forgetBias';
import { kerasOptimizers } from './keras';
import { lightningTrainers } from './lightning';
import { optaxOptimizers } from './optax';
import { pytorchLoops } from './pytorch';
import { Recurrence } from './recurrence';
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
  return [
    ...pytorchLoops(script, new Recurrence(script)),
    ...kerasOptimizers(script),
    ...optaxOptimizers(script),
    ...lightningTrainers(script),
    ...forgetBiases(script),
  ].sort((a, b) => a.range.start - b.range.start);
}
