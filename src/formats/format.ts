import type { Tensor, TensorInfo } from '../core/tensor';
import type { ByteSource } from './byteSource';

/** A tensor in a catalog. */
export interface CatalogEntry extends TensorInfo {
  /** Bytes its data takes in the file, uncompressed. */
  readonly bytes: number;
  /** Why its data cannot be analyzed (an integer or 8-bit type, an object array …); `null` when it can. */
  readonly unreadable: string | null;
}

/** What a file holds; made from its header, tensors are read when asked. */
export interface Catalog {
  /** The format's name as people know it, such as `safetensors` or `PyTorch zip`. */
  readonly format: string;
  readonly entries: readonly CatalogEntry[];
  /** Text that the file keeps beside its tensors, such as safetensors' `__metadata__` or Keras's model config (JSON). */
  readonly metadata: ReadonlyMap<string, string>;
  /**
   * The data of one tensor of `entries`, by name.
   * @throws FormatError when the tensor is unreadable, or the file is not as its header says.
   */
  tensor(name: string): Promise<Tensor>;
}

/** One container format. */
export interface Format {
  readonly name: string;
  /** Endings of its files, with the dot, lower case. */
  readonly extensions: readonly string[];
  /** Whether the first bytes of a file (up to 4 KiB), or its name in lower case, are this format's; cheap. */
  match(head: Uint8Array, size: number, name?: string): boolean;
  /**
   * Reads the header.
   * @throws FormatError when it is broken.
   */
  open(source: ByteSource): Promise<Catalog>;
}
