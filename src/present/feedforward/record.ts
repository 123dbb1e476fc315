import * as l10n from '@vscode/l10n';
import type { StackRecord } from '../../core/recurrence/records';
import type { StackAnalysis } from '../../core/recurrence/stackAnalysis';
import { formatNumber, formatPowerOfTen } from '../format';

/** The record of a feed-forward stack. */
export function toStackRecord(analysis: StackAnalysis): StackRecord {
  return { kind: 'feedforward', location: null, ...analysis, explanation: explanationOf(analysis) };
}

function explanationOf({ layers, log10Gain, activation }: StackAnalysis): string {
  return l10n.t(
    "Through {0} layers of gains {1} the product's largest gain is {2} at rest ({3}).",
    layers.length,
    layers.map(({ sigmaMax }) => formatNumber(sigmaMax)).join(', '),
    formatPowerOfTen(log10Gain, 2),
    activation,
  );
}
