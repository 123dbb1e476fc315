import { defaultThresholds, type AnalysisOptions } from '../../core/analysis';
import { activationNames, parseActivation } from '../../core/recurrence/activation';
import type { Parameters } from './tool';

/** The parameters by which an analysis may be asked for. */
export const optionSchema = {
  steps: { type: 'integer', minimum: 1, maximum: 100_000, description: 'Horizon T (default 100).' },
  activation: { type: 'string', enum: [...activationNames], description: 'Default tanh.' },
} as const;

/** @throws Error with one sentence for a horizon or an activation that is none. */
export function optionsOf({ steps = 100, activation = 'tanh' }: Parameters): AnalysisOptions {
  const horizon = Number(steps);
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > 100_000) {
    throw new Error(`steps takes a whole number from 1 to 100000, not ${String(steps)}.`);
  }
  const name = parseActivation(String(activation));
  if (!name) throw new Error(`activation takes one of ${activationNames.join(', ')}.`);
  return { steps: horizon, activation: name, thresholds: defaultThresholds };
}
