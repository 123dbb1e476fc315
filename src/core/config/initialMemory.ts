import { halfLifeOf } from '../verdict';

/** Half-lives ln 2 / −ln a in steps over the channels of a layer before training; Infinity never halves. */
export interface InitialMemory {
  readonly shortest: number;
  readonly longest: number;
}

/** A key of a model's config that bears on how far back the model remembers, or seems to. */
export interface MemoryKey {
  /** The kind of recurrence, such as `Mamba-2`. */
  readonly family: string;
  /** What the key's value does, in sentences. */
  readonly meaning: string;
  /** What it implies; `null` for a key that has no say in the decay. */
  readonly memory: InitialMemory | null;
}

/** The least and the greatest of some values. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/**
 * State-space models ([Gu2023]; [Dao2024]): a = exp(−A·dt), so ln 2/(A·dt) steps, over rates A and step sizes dt.
 * A bound of 0 lets a state last for ever.
 */
export function stateSpaceMemory(rates: Extent, stepSizes: Extent): InitialMemory {
  return {
    shortest: Math.LN2 / (rates.high * stepSizes.high),
    longest: Math.LN2 / (rates.low * stepSizes.low),
  };
}

/** RWKV [Peng2023]: a = exp(−exp(w)), so ln 2·e^(−w) steps, over decays w. */
export function rwkvMemory({ low, high }: Extent): InitialMemory {
  return { shortest: Math.LN2 * Math.exp(-high), longest: Math.LN2 * Math.exp(-low) };
}

const c = 8;
const ring: Extent = { low: 0.9, high: 0.999 };

/**
 * RG-LRU ([De2024], §2.4): a = r^(c·g) with c = 8, r² uniform on [0.9², 0.999²] and the gate g = σ(0) = ½ where the
 * input is 0: Hugging Face and DeepMind set the gate's bias to 0.
 */
export function rgLruMemory(gate = 0.5): InitialMemory {
  const at = (r: number): number => halfLifeOf(r ** (c * gate)) ?? Infinity;
  return { shortest: at(ring.low), longest: at(ring.high) };
}

/** softplus(x) = ln(1 + eˣ), which makes step sizes of biases. */
export const softplus = (x: number): number => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0);
