import { InvalidInput } from '../../invalidInput';
import type { Tensor } from '../../tensor';
import { finite, halfLives, type HalfLives } from '../halfLives';
import { families } from './families';
import type { FamilyName, LinearFamily, LinearRecurrence } from './family';
import { halfLifeHistogram, type HalfLifeHistogram } from './histogram';
import { roundingNotes, type RoundingNote } from './rounding';

/** |a| over the channels of a layer. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** What a layer's multipliers say of its memory. */
export interface LinearFigures {
  readonly family: FamilyName;
  readonly name: string;
  readonly layer: number | null;
  /** How many multipliers the layer has: channels, heads, or channels × states. */
  readonly channels: number;
  readonly multiplier: Spread;
  /** Half-lives ln 2 / −ln |a| in steps, over channels; `null` never halves. */
  readonly halfLife: HalfLives & { readonly min: number | null; readonly max: number | null };
  readonly histogram: HalfLifeHistogram;
  /** Share of the channels that hold half of a signal over `steps`. */
  readonly shareBeyond: { readonly steps: number; readonly share: number };
  /** Share of the channels that lose more than half in one step. */
  readonly shareWithinStep: number;
  /** Channels with |a| > 1, the first few; `count` says how many there are. */
  readonly exploding: {
    readonly count: number;
    readonly channels: readonly { readonly index: number; readonly modulus: number }[];
  };
  /** Complex multipliers [re, im], at most `discLimit` of them evenly chosen; `null` where all are real and positive. */
  readonly disc: readonly (readonly [number, number])[] | null;
  readonly dataDependent: boolean;
  /** The least and the greatest |a| that any input can bring about; `null` when the input has no say. */
  readonly range: { readonly min: number; readonly max: number } | null;
  readonly rounding: readonly RoundingNote[];
  /** ln of the largest |a|: the gain over T steps is its T-fold. */
  readonly logLargest: number;
}

const discLimit = 2000;
const shownExploding = 16;
/** Rounding in the formulas does not make a multiplier explode. */
const slack = 1e-12;

/** The family of a layer. @throws RangeError for a name that is not in the registry. */
function familyOf({ family }: LinearRecurrence): LinearFamily {
  const found = families.find(({ name }) => name === family);
  if (!found) throw new RangeError(`there is no family ${family}`);
  return found;
}

function partOf(layer: LinearRecurrence, tensors: ReadonlyMap<string, Tensor>): (role: string) => Tensor {
  return (role) => {
    const name = layer.parts[role];
    const tensor = name === undefined ? undefined : tensors.get(name);
    if (!tensor) throw new RangeError(`the tensor ${name ?? role} of ${layer.name} was not read`);
    const index = tensor.data.findIndex((value) => Number.isNaN(value));
    if (index !== -1) {
      const reason = { kind: 'not-a-number', tensor: tensor.name, index } as const;
      throw new InvalidInput(`entry ${index} of ${tensor.name} is not a number`, reason);
    }
    return tensor;
  };
}

/**
 * Half-lives, shares and flags of a layer. `steps` is the length that its memory is held against: the training length
 * where a config names it.
 * @throws RangeError when a tensor is missing, not a number somewhere, or shorter than its shape.
 */
export function linearFigures(
  layer: LinearRecurrence,
  tensors: ReadonlyMap<string, Tensor>,
  steps: number,
): LinearFigures {
  const part = partOf(layer, tensors);
  const family = familyOf(layer);
  const multipliers = family.multipliers(layer, part);
  const { logModulus, phase, range } = multipliers;
  const ascending = logModulus.slice().sort();
  const lives = ascending.map((log) => (log >= 0 ? Infinity : -Math.LN2 / log));
  const share = (holds: (halfLife: number) => boolean): number =>
    lives.reduce((count, halfLife) => count + (holds(halfLife) ? 1 : 0), 0) / lives.length;
  const least = (values: Float64Array): number => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
  return {
    family: layer.family,
    name: layer.name,
    layer: layer.layer,
    channels: logModulus.length,
    multiplier: {
      min: Math.exp(ascending[0]!),
      median: median(ascending),
      max: Math.exp(ascending.at(-1)!),
    },
    halfLife: { min: finite(lives[0]!), ...halfLives(lives), max: finite(lives.at(-1)!) },
    histogram: halfLifeHistogram(lives),
    shareBeyond: { steps, share: share((halfLife) => halfLife >= steps) },
    shareWithinStep: share((halfLife) => halfLife < 1),
    exploding: explodingIn(logModulus),
    disc: phase && discOf(logModulus, phase),
    dataDependent: layer.dataDependent,
    range: range && { min: Math.exp(least(range.lowest)), max: Math.exp(most(range.highest)) },
    rounding: roundingNotes(family, layer, part, multipliers),
    logLargest: ascending.at(-1)!,
  };
}

/** The median of |a|, from ascending ln |a|. */
function median(ascending: Float64Array): number {
  const middle = (ascending.length - 1) / 2;
  return (Math.exp(ascending[Math.floor(middle)]!) + Math.exp(ascending[Math.ceil(middle)]!)) / 2;
}

function explodingIn(logModulus: Float64Array): LinearFigures['exploding'] {
  const indices: number[] = [];
  logModulus.forEach((log, index) => {
    if (log > slack) indices.push(index);
  });
  const channels = indices
    .slice(0, shownExploding)
    .map((index) => ({ index, modulus: Math.exp(logModulus[index]!) }));
  return { count: indices.length, channels };
}

function discOf(logModulus: Float64Array, phase: Float64Array): (readonly [number, number])[] {
  const stride = Math.max(1, Math.ceil(logModulus.length / discLimit));
  const disc: (readonly [number, number])[] = [];
  for (let i = 0; i < logModulus.length; i += stride) {
    const modulus = Math.exp(logModulus[i]!);
    disc.push([modulus * Math.cos(phase[i]!), modulus * Math.sin(phase[i]!)]);
  }
  return disc;
}
