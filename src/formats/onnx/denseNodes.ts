import { graphChains, type GraphNode } from '../../core/recurrence/layout/graphChains';
import type { Node } from './recurrentNode';

/** A dense layer of a graph: its weight, and the side on which it multiplies (`col`: W·x, as Gemm with transB does). */
export interface DenseLink {
  readonly tensor: string;
  readonly orientation: 'row' | 'col';
}

/** Operators that pass on their only input that is not stored, number by number or fewer of them (onnx/defs). */
const passing =
  /^(?:Identity|Cast|Dropout|Flatten|Add|BatchNormalization|LayerNormalization|(?:Leaky|P|Thresholded)?Relu|Elu|Selu|Celu|Gelu|Mish|Tanh|Sigmoid|HardSigmoid|HardSwish|Softplus|Softsign|Clip|Softmax|LogSoftmax)$/;

/** A larger graph is not followed. */
export const maxNodes = 20_000;

/** The chains of at least two dense layers (MatMul, Gemm) in a graph, whose stored tensors are `stored`. */
export function denseChains(nodes: readonly Node[], stored: ReadonlySet<string>): DenseLink[][] {
  const graph = nodes.map((node): GraphNode<DenseLink> => {
    const from = node.inputs.filter((name) => name !== '' && !stored.has(name));
    const passes = from.length === 1 && passing.test(node.op);
    return { name: node.outputs[0] ?? '', from, weight: weightOf(node, stored), passes };
  });
  return graphChains(graph).filter((chain) => chain.length > 1);
}

function weightOf({ op, inputs, attributes }: Node, stored: ReadonlySet<string>): DenseLink | null {
  const [x = '', w = ''] = inputs;
  if ((op !== 'MatMul' && op !== 'Gemm') || stored.has(x) || !stored.has(w)) return null;
  if (op === 'Gemm' && attributes.get('transA') === 1) return null;
  return { tensor: w, orientation: op === 'Gemm' && attributes.get('transB') === 1 ? 'col' : 'row' };
}
