import type { TensorInfo } from '../../tensor';
import type { Expectation } from '../linear/expectation';
import type { CellKind } from './cell';

/** A tensor by its name, and the shape it has. */
export type Shaped = Pick<TensorInfo, 'name' | 'shape'>;

/** Whose cells have shapes of a certain kind only; `pytorch-matrix` and `flax-gate` ask for a matrix, whatever its blocks. */
export type ShapeRule =
  'pytorch' | 'pytorch-matrix' | 'keras' | 'flax-gate' | 'flax-nnx' | 'tensorflow1' | 'haiku';

/** Why a tensor with a telling name is not what the name promises. */
export type LayoutProblem =
  /** One factor of a weight that weight_norm or spectral_norm took apart. */
  | { readonly kind: 'reparametrized'; readonly tensor: string }
  /** A shape that no cell has. */
  | { readonly kind: 'shape'; readonly rule: ShapeRule; readonly tensor: Shaped }
  /** A matrix that does not project the state of an LSTM. */
  | { readonly kind: 'projection'; readonly tensor: Shaped; readonly recurrent: Shaped }
  /** Two matrices of one shape, and no name says which of them multiplies the state. */
  | { readonly kind: 'pair'; readonly tensor: Shaped; readonly other: string }
  /** An input weight or a bias with another number of rows or columns than the recurrent weight. */
  | {
      readonly kind: 'length';
      readonly tensor: Shaped;
      readonly part: 'input' | 'bias';
      readonly recurrent: string;
      readonly axis: 'rows' | 'columns';
      readonly length: number;
    }
  /** A shape of another cell than the config or the name promises. */
  | {
      readonly kind: 'other-cell';
      readonly tensor: Shaped;
      readonly cell: CellKind;
      readonly promised: CellKind;
      readonly by: 'config' | 'name';
    }
  /** An ONNX node of an operator that is not recurrent. */
  | { readonly kind: 'operator'; readonly node: string; readonly op: string }
  /** An ONNX node with attributes that its cell is not analyzed with. */
  | {
      readonly kind: 'not-modeled';
      readonly node: string;
      readonly op: string;
      readonly parts: readonly string[];
    }
  /** An ONNX node whose recurrent weight is computed or kept elsewhere. */
  | { readonly kind: 'not-stored'; readonly tensor: string; readonly node: string }
  /** A recurrent weight of an ONNX node that is not D×gH×H. */
  | { readonly kind: 'onnx-recurrent'; readonly tensor: Shaped; readonly op: string; readonly gates: number }
  /** A W or B of an ONNX node that does not go with its R. */
  | { readonly kind: 'onnx-part'; readonly tensor: Shaped; readonly recurrent: readonly number[] }
  /** A part of a cell that is not as the cell's sizes ask. */
  | {
      readonly kind: 'part';
      readonly tensor: Shaped;
      readonly cell: CellKind;
      readonly hiddenSize: number;
      readonly inputSize: number | null;
      readonly expected: readonly number[];
    }
  /** A parameter of a linear recurrence that is not as its family stores it. */
  | { readonly kind: 'family'; readonly tensor: Shaped; readonly expectation: Expectation }
  /** A name that only linear recurrences use, and none that is known. */
  | { readonly kind: 'no-family'; readonly tensor: Shaped };
