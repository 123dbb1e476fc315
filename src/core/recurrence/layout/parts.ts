import type { TensorInfo } from '../../tensor';
import type { GateParts, TensorPart } from './cell';
import type { Shaped } from './problem';

/** A whole tensor. */
export function whole(tensor: TensorInfo): TensorPart {
  return { tensor: tensor.name, index: null, from: 0, shape: tensor.shape };
}

/** What a problem says of a tensor. */
export function shaped({ name, shape }: TensorInfo): Shaped {
  return { name, shape };
}

/** A slice along the first axis. */
export function slice(tensor: TensorInfo, index: number): TensorPart {
  return { tensor: tensor.name, index, from: 0, shape: tensor.shape.slice(1) };
}

/** `count` rows (or elements of a vector) of a part, from `from` on. */
export function rowsOf(part: TensorPart, from: number, count: number): TensorPart {
  return { ...part, from: part.from + from, shape: [count, ...part.shape.slice(1)] };
}

export function stacked(part: TensorPart): GateParts {
  return { stacked: part };
}

/** The stacked gates of a tensor, `null` where there is none. */
export function optional(tensor: TensorInfo | undefined): GateParts | null {
  return tensor ? stacked(whole(tensor)) : null;
}

/** The tensors that some parts stand in. */
export function tensorsIn(parts: GateParts | null): string[] {
  if (!parts) return [];
  if (parts.stacked) return [parts.stacked.tensor];
  return parts.perGate.flatMap((part) => (part ? [part.tensor] : []));
}
