import { initializerNames, type InitializerName } from '../core/initializers/sample';
import { activationNames, type ActivationName } from '../core/recurrence/activation';
import { numberWithin, oneOf, recordOf, wholeWithin } from './parse';

export const clippings = ['none', 'norm', 'value'] as const;
export type ClippingKind = (typeof clippings)[number];

/** A network and how it is trained: the same settings give the same run. */
export interface TrainingSettings {
  /** Input first, output last. */
  readonly widths: readonly number[];
  readonly activation: ActivationName;
  readonly initializer: InitializerName;
  /** Factor on the weights as drawn. */
  readonly scale: number;
  readonly learningRate: number;
  readonly clipping: ClippingKind;
  /** θ, where there is clipping. */
  readonly threshold: number;
  /** Of the data and the weights. */
  readonly seed: number;
}

/** A few epochs of a run: those after `from`. */
export interface TrainingRequest {
  readonly settings: TrainingSettings;
  /** Epochs that are known already. */
  readonly from: number;
  readonly count: number;
}

/** What an epoch measured; `null` where a run that diverged has no finite figure. */
export interface TrainingEpoch {
  readonly epoch: number;
  readonly loss: number | null;
  /** ‖∂L/∂p‖₂ before clipping, in the order fc1.weight, fc1.bias, fc2.weight, … */
  readonly gradNorms: readonly (number | null)[];
  readonly totalNorm: number | null;
  readonly clipped: boolean;
}

/** The article's network: 10-20-10-1 with sigmoids, started as PyTorch does, plain gradient descent at 0.1. */
export const articleTraining: TrainingSettings = {
  widths: [10, 20, 10, 1],
  activation: 'sigmoid',
  initializer: 'torch_default',
  scale: 1,
  learningRate: 0.1,
  clipping: 'none',
  threshold: 1,
  seed: 1,
};
/** Rows of the article's data. */
export const articleSamples = 100;

export const trainingBounds = {
  width: [1, 256],
  layers: [1, 12],
  scale: [0.01, 100],
  learningRate: [0.0001, 100],
  threshold: [0.0001, 1000],
  seed: [1, 999_999],
  epochs: [1, 2000],
} as const;

/** Widths from text such as `10-20-10-1`; `undefined` for anything else. */
export function parseWidths(text: string): readonly number[] | undefined {
  const parts = text.trim().split(/\s*[-–,→ ]\s*/);
  return parts.every((part) => /^\d+$/.test(part)) ? validWidths(parts.map(Number)) : undefined;
}

/** The settings from a saved state or a message, with the article's for what is missing or out of bounds. */
export function parseTraining(data: unknown): TrainingSettings {
  const { widths, activation, initializer, scale, learningRate, clipping, threshold, seed } = recordOf(data);
  const standard = articleTraining;
  return {
    widths: validWidths(widths) ?? standard.widths,
    activation: oneOf(activation, activationNames, standard.activation),
    initializer: oneOf(initializer, initializerNames, standard.initializer),
    scale: numberWithin(scale, trainingBounds.scale, standard.scale),
    learningRate: numberWithin(learningRate, trainingBounds.learningRate, standard.learningRate),
    clipping: oneOf(clipping, clippings, standard.clipping),
    threshold: numberWithin(threshold, trainingBounds.threshold, standard.threshold),
    seed: wholeWithin(seed, trainingBounds.seed, standard.seed),
  };
}

function validWidths(data: unknown): readonly number[] | undefined {
  const [minLayers, maxLayers] = trainingBounds.layers;
  const valid =
    Array.isArray(data) &&
    data.length > minLayers &&
    data.length <= maxLayers + 1 &&
    data.every((width) => wholeWithin(width, trainingBounds.width, 0) !== 0);
  return valid ? (data as number[]) : undefined;
}
