import { defaultClipping, type Clipping, type ConfigFamily, type RecurrentConfig } from './recurrentConfig';

/** Clipping as it will act: what the config states, or its framework's default; `null` where neither is known. */
export function clippingOf({ fields, family }: RecurrentConfig): Clipping | null {
  return fields.clipping?.value ?? defaultClipping(family);
}

/** Above this, a threshold element by element is one that no gradient of a running training reaches. */
const looseValue = 1e3;
/** A norm above this is no limit for a training that has not diverged yet. */
const looseNorm = 1e4;

/** Whether a threshold is so high that it never acts in time. */
export function isLoose({ kind, threshold, off }: Clipping): boolean {
  return !off && threshold !== null && threshold >= (kind === 'value' ? looseValue : looseNorm);
}

/**
 * What a family's trainer makes of a threshold that is not above zero: off where it asks for one above zero before it clips
 * (transformers' Trainer, Lightning, fairseq, DeepSpeed, OpenNMT-py, SpeechBrain, Keras), as it is where it passes the number on (ESPnet,
 * Stable-Baselines3, NeuralHydrology; AllenNLP, but for a norm of zero), unknown where the file does not tell who reads it.
 */
export function readingOf(family: ConfigFamily, { kind, threshold }: Clipping): 'off' | 'as-is' | 'unknown' {
  if (threshold === null || threshold === Infinity) return 'off';
  switch (family) {
    case 'plain':
    case 'hydra':
      return 'unknown';
    case 'espnet':
    case 'stable-baselines3':
    case 'neuralhydrology':
      return 'as-is';
    case 'allennlp':
      return kind === 'global-norm' && threshold === 0 ? 'off' : 'as-is';
    default:
      return 'off';
  }
}
