import type { FlowEdge, FlowNode } from '../../src/core/flow/flow';
import { formulaText } from '../../src/core/flow/formula';
import { formatPowerOfTen, subscript } from '../format';

/** A box's name as text: `h₃`. */
export function nodeName({ quantity, gap }: FlowNode, axis: 'time' | 'depth'): string {
  if (gap) return `${gap.to - gap.from + 1} more ${axis === 'time' ? 'steps' : 'layers'}`;
  if (!quantity) return '';
  return quantity.index === null ? quantity.name : `${quantity.name}${subscript(quantity.index)}`;
}

/** What an arrow carries, in a sentence for those who cannot see it. */
export function edgeSentence(edge: FlowEdge, from: string, to: string): string {
  const kind = edge.direction === 'forward' ? 'Forward' : 'Backward';
  const figure = edge.direction === 'forward' ? 'norm' : 'gradient norm';
  return `${kind}, ${from} to ${to}: ${figure} ${formatPowerOfTen(edge.log10)}; ${formulaText(edge.formula)}`;
}
