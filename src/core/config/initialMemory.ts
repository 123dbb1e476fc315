import { halfLifeOf } from '../verdict';

/** Half-lives ln 2 / −ln a in steps over the channels of a layer before training; Infinity never halves. */
export interface InitialMemory {
  readonly shortest: number;
  readonly longest: number;
}

/** What the value of a key does to the memory; `dt` is what step sizes are drawn from. */
export type MemoryMeaning =
  /** The smallest or the largest step, over the decay rates of the states, of the heads, or as A_init_range has them. */
  | {
      readonly kind: 'step';
      readonly which: 'smallest' | 'largest';
      readonly dt: Extent;
      readonly rates: 'states' | 'heads' | 'a-init-range';
    }
  /** States n = 1…N with A = n; `dt` is `null` where the config does not set it. */
  | { readonly kind: 'states'; readonly states: number; readonly dt: Extent | null }
  /** Heads h = 1…N with A = h. */
  | { readonly kind: 'heads'; readonly heads: number; readonly dt: Extent }
  /** Heads with A = h, and a step of softplus(1). */
  | { readonly kind: 'heads-untouched'; readonly heads: number; readonly dt: number }
  /** Heads whose A is drawn. */
  | { readonly kind: 'drawn-rates'; readonly rates: Extent; readonly dt: Extent }
  /** A clamp on dt, over heads with A = h. */
  | { readonly kind: 'step-limit'; readonly limit: Extent; readonly heads: number }
  /** A size that has no say in the decay. */
  | { readonly kind: 'no-decay' }
  | { readonly kind: 'rg-lru'; readonly channels: number }
  /** Channels of RWKV over the decays w. */
  | { readonly kind: 'rwkv-width'; readonly decays: Extent }
  /** A context of RWKV, and what the slowest channel keeps over it. */
  | { readonly kind: 'rwkv-context'; readonly decays: Extent; readonly steps: number; readonly kept: number }
  | { readonly kind: 'gated-deltanet'; readonly heads: number; readonly dt: number }
  /** xLSTM's cap of the forget gate's input, and the longest half-life that it allows. */
  | { readonly kind: 'soft-cap'; readonly cap: number; readonly longest: number };

/** A key of a model's config that bears on how far back the model remembers, or seems to. */
export interface MemoryKey {
  /** The kind of recurrence, such as `Mamba-2`. */
  readonly family: string;
  readonly meaning: MemoryMeaning;
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
