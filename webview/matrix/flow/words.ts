import * as l10n from '@vscode/l10n';
import type { Flow, FlowEdge, FlowNode } from '../../../src/core/flow/flow';
import { formulaText } from '../../../src/core/flow/formula';
import { formatPowerOfTen, subscript } from '../../../src/present/format';

/** A box's name as text: `h₃`. */
export function nodeName({ quantity, gap }: FlowNode, axis: 'time' | 'depth'): string {
  if (gap) {
    const count = gap.to - gap.from + 1;
    return axis === 'time' ? l10n.t('{0} more steps', count) : l10n.t('{0} more layers', count);
  }
  if (!quantity) return '';
  return quantity.index === null ? quantity.name : `${quantity.name}${subscript(quantity.index)}`;
}

/** How far the gradient goes back, and what it is multiplied by on the way. */
export function flowTitle({ axis, length, log10Gain }: Flow): string {
  const gain = formatPowerOfTen(log10Gain);
  if (axis === 'time')
    return length === 1
      ? l10n.t('Gradient flow over 1 step: × {0}', gain)
      : l10n.t('Gradient flow over {0} steps: × {1}', length, gain);
  return length === 1
    ? l10n.t('Gradient flow over 1 layer: × {0}', gain)
    : l10n.t('Gradient flow over {0} layers: × {1}', length, gain);
}

/** What an arrow carries, in a sentence for those who cannot see it. */
export function edgeSentence(edge: FlowEdge, from: string, to: string): string {
  const [norm, formula] = [formatPowerOfTen(edge.log10), formulaText(edge.formula)];
  return edge.direction === 'forward'
    ? l10n.t('Forward, {0} to {1}: norm {2}; {3}', from, to, norm, formula)
    : l10n.t('Backward, {0} to {1}: gradient norm {2}; {3}', from, to, norm, formula);
}
