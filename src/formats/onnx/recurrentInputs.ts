import { dequantized, Follower, transposed, type Derived } from './derived';
import type { Node, RecurrentNode } from './recurrentNode';
import type { Scope } from './scope';

/** The stored or computed W, R, B and P of a recurrent node. */
export type RecurrentInputs = Readonly<Record<'W' | 'R' | 'B' | 'P', Derived | undefined>>;

/** Follows the inputs of a recurrent node to what is stored; those of a quantized LSTM are scaled and turned. */
export async function recurrentInputs(
  node: Node,
  { W, R, B, P }: RecurrentNode,
  scope: Scope,
): Promise<RecurrentInputs> {
  const follower = new Follower();
  const plain = (name: string | null | undefined) => follower.follow(name ?? '', scope);
  const others = { B: await plain(B), P: await plain(P) };
  if (node.op !== 'DynamicQuantizeLSTM') return { W: await plain(W), R: await plain(R), ...others };
  const at = (index: number) => plain(node.inputs[index] ?? '');
  return {
    W: weight(await plain(W), await at(8), await at(9)),
    R: weight(await plain(R), await at(10), await at(11)),
    ...others,
  };
}

/** Of shape (D, I, 4H), with scales (D) or (D, 4H) (onnxruntime, ContribOperators.md): to (D, 4H, I). */
function weight(
  stored: Derived | undefined,
  scale: Derived | undefined,
  zero: Derived | undefined,
): Derived | undefined {
  if (!stored || !scale || stored.shape.length !== 3) return undefined;
  // A direction's own scale, or one scale a column of a model with one direction.
  const directions = stored.shape[0];
  const columns = scale.shape.at(-1);
  if (scale.shape.length === 2 && directions !== 1) return undefined;
  const along = scale.shape.length === 2 && columns === stored.shape[2] ? 2 : 0;
  const scaled = dequantized(stored, scale, zero, along);
  return scaled && transposed(scaled, [0, 2, 1]);
}
