import type { Tensor } from '../../tensor';
import type { Hints, Unrecognized } from '../layout/layout';
import type { TensorIndex } from '../layout/tensorIndex';

/** The families, as their authors call them. */
export type FamilyName =
  | 'Mamba-1'
  | 'Mamba-2'
  | 'Mamba-3'
  | 'KDA'
  | 'Gated DeltaNet'
  | 'DeltaNet'
  | 'RWKV-4'
  | 'RWKV-5'
  | 'RWKV-6'
  | 'RWKV-7'
  | 'RG-LRU'
  | 'LRU'
  | 'S4D'
  | 'S5'
  | 'mLSTM'
  | 'sLSTM'
  | 'GLA'
  | 'HGRN'
  | 'minGRU'
  | 'RetNet'
  | 'Lightning attention';

/** A layer whose state decays by a multiplier of its own, h_t = a ⊙ h_{t−1} + …, and where its parameters are. */
export interface LinearRecurrence {
  readonly family: FamilyName;
  /** Path of the module. */
  readonly name: string;
  /** Beginning of the names of the module's tensors; empty where it cannot be told from others'. */
  readonly prefix: string;
  /** Number of the layer in the model, `null` where the names do not tell. */
  readonly layer: number | null;
  /** The stored tensors by the role they play in the family's formula; only these need be read. */
  readonly parts: Readonly<Record<string, string>>;
  /** Names of those tensors; none where the multiplier follows from shapes or the config alone. */
  readonly tensors: readonly string[];
  /** The tensor whose name tells the family, read or not; `null` where nothing is stored (RetNet). */
  readonly anchor: string | null;
  /** Does the input change the multiplier? Then the figures are the weights' alone, and a range comes with them. */
  readonly dataDependent: boolean;
  /** What the formula takes from config.json, or its default. */
  readonly settings: Readonly<Record<string, number>>;
}

/** Per-step multipliers of the state, one a channel, in logs: ln |a| keeps its digits where a is near 1. */
export interface Multipliers {
  /** ln |a|; 0 neither decays nor grows, positive grows. */
  readonly logModulus: Float64Array;
  /** arg a in radians, `null` for real positive multipliers. */
  readonly phase: Float64Array | null;
  /** ln |a| at the ends of what the input can reach, for data-dependent families; −Infinity is a full reset. */
  readonly range: { readonly lowest: Float64Array; readonly highest: Float64Array } | null;
}

/** What a family found among the tensors. */
export interface FamilyFound {
  readonly layers: readonly LinearRecurrence[];
  readonly unrecognized: readonly Unrecognized[];
}

/** One family of linear recurrences. A new one is a file with one of these, its name, and a line in `families`. */
export interface LinearFamily {
  readonly name: FamilyName;
  /** The layers of this family, by the names' endings and the shapes. */
  find(tensors: TensorIndex, hints: Hints): FamilyFound;
  /**
   * The multipliers of a layer from its tensors, by role.
   * @throws RangeError when the data is not as the shapes said.
   */
  multipliers(layer: LinearRecurrence, part: (role: string) => Tensor): Multipliers;
}
