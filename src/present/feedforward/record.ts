import * as l10n from '@vscode/l10n';
import { stackEvidence } from '../../core/recurrence/layout/evidence';
import type { FeedforwardStack } from '../../core/recurrence/layout/layout';
import type { StackRecord } from '../../core/recurrence/records';
import type { StackAnalysis } from '../../core/recurrence/stackAnalysis';
import { claimOf } from '../role/claim';
import { formatNumber, formatPowerOfTen } from '../format';

/** The record of a feed-forward stack. */
export function toStackRecord(stack: FeedforwardStack, analysis: StackAnalysis): StackRecord {
  return {
    kind: 'feedforward',
    ...claimOf('feedforward', stackEvidence(stack), analysis.verdict, 'file'),
    location: null,
    steps: stack.layers.length,
    ...analysis,
    explanation: explanationOf(analysis),
  };
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
