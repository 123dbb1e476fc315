import { truncatedDeviation, type Initializer } from '../../core/initializers/initializer';
import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import { one, over, times, valueOf, type Scale, type Size } from './scale';

/** What a matrix is drawn from, its scale in terms of its own size. */
export type Draw =
  /** Independent entries: deviation of a normal, half the width of a uniform distribution. */
  | {
      readonly kind: 'entries';
      readonly shape: 'normal' | 'uniform' | 'truncated-normal';
      readonly center: Scale;
      readonly spread: Scale;
    }
  | { readonly kind: 'orthogonal' | 'identity' | 'constant'; readonly gain: Scale }
  /** One that a framework names: `glorot_uniform`. */
  | { readonly kind: 'named'; readonly initializer: Initializer };

/** A matrix at the start, as the text makes it. */
export interface Start {
  /** Null where the entries are drawn from something that is not known. */
  readonly draw: Draw | null;
  readonly rows: Expression;
  readonly columns: Expression;
  readonly scope: Scope;
  readonly size: Size;
  readonly square: boolean | null;
  /** ρ that the matrix was scaled to, with the number's place. */
  readonly radius: Scale | null;
  readonly radiusAt: Expression | null;
  /** The share of entries that are not set to 0. */
  readonly density: number | null;
  /** After a number was added to all entries of a sparse matrix: what it is once those that were 0 are set to 0 again. */
  readonly sparse?: { readonly by: number; readonly start: Start };
  /** What makes it: the call, or the expression around it. */
  readonly from: number;
  readonly to: number;
}

/** A square start of nothing, to which a draw is given. */
export function emptyStart(at: Expression, scope: Scope, size: Size = { symbol: null, value: null }): Start {
  const { from, to } = at;
  return {
    draw: null,
    rows: at,
    columns: at,
    scope,
    size,
    square: true,
    radius: null,
    radiusAt: null,
    density: null,
    from,
    to,
  };
}

/** The same times a scale. */
export function scaledStart(start: Start, scale: Scale, back = false): Start {
  const by = (own: Scale): Scale => (back ? over(own, scale) : times(own, scale));
  const draw = start.draw && scaledDraw(start.draw, back ? over(one, scale) : scale);
  const { radius, sparse, ...rest } = start;
  const factor = valueOf(back ? over(one, scale) : scale, start.size.value);
  const again =
    sparse && factor !== undefined
      ? { sparse: { by: sparse.by * factor, start: scaledStart(sparse.start, scale, back) } }
      : {};
  return { ...rest, ...again, draw, radius: radius && { ...by(radius), c: Math.abs(by(radius).c) } };
}

function scaledDraw(draw: Draw, scale: Scale): Draw | null {
  switch (draw.kind) {
    case 'entries':
      return {
        ...draw,
        center: times(draw.center, scale),
        spread: { ...times(draw.spread, scale), c: Math.abs(draw.spread.c * scale.c) },
      };
    case 'named': {
      if (scale.p !== 0) return null;
      const { initializer } = draw;
      return 'gain' in initializer
        ? { kind: 'named', initializer: { ...initializer, gain: initializer.gain * Math.abs(scale.c) } }
        : null;
    }
    default:
      return { ...draw, gain: times(draw.gain, scale) };
  }
}

/** The same with a number added to every entry. */
export function shiftedStart(start: Start, by: Scale): Start {
  const { draw, density, size } = start;
  if (draw?.kind !== 'entries') return { ...start, draw: null, radius: null };
  const { center } = draw;
  const moved = center.c === 0 ? by : center.p === by.p ? { c: center.c + by.c, p: by.p } : null;
  const shifted = { ...start, draw: moved && { ...draw, center: tidy(moved) }, radius: null };
  if (density === null) return shifted;
  // The entries that are 0 are moved as well.
  const [middle, width, step] = [center, draw.spread, by].map((scale) => valueOf(scale, size.value));
  const entries = sparseEntries(draw.shape, middle, width, density);
  const known = entries?.kind === 'normal' && step !== undefined ? entries : null;
  return {
    ...shifted,
    density: null,
    draw: known && {
      ...draw,
      shape: 'normal',
      center: tidy({ c: known.mean + step!, p: 0 }),
      spread: { c: known.deviation, p: 0 },
    },
    ...(step === undefined ? {} : { sparse: { by: step, start: shifted } }),
  };
}

const tidy = ({ c, p }: Scale): Scale => (Math.abs(c) < 1e-12 ? { c: 0, p: 0 } : { c, p });

/** The initializer that a start is; null where it is not known. */
export function initializerOf({ draw, size, density }: Start): Initializer | null {
  const n = size.value;
  if (!draw) return null;
  if (draw.kind === 'named') return density === null ? draw.initializer : null;
  if (draw.kind !== 'entries') {
    const gain = valueOf(draw.gain, n);
    if (gain === undefined || density !== null) return null;
    return draw.kind === 'constant' ? { kind: 'constant', value: gain } : { kind: draw.kind, gain };
  }
  const { shape, center, spread } = draw;
  if (density !== null) return sparseEntries(shape, valueOf(center, n), valueOf(spread, n), density);
  if (center.c === 0 && Math.abs(spread.p + 0.5) < 1e-9) return byFan(shape, spread.c);
  const [middle, width] = [valueOf(center, n), valueOf(spread, n)];
  if (middle === undefined || width === undefined) return null;
  return shape === 'uniform'
    ? { kind: 'uniform', low: middle - width, high: middle + width }
    : { kind: shape, mean: middle, deviation: width };
}

/** Deviation c/√n: what frameworks call scaling by the fan-in. */
function byFan(shape: 'normal' | 'uniform' | 'truncated-normal', c: number): Initializer {
  if (shape === 'uniform' && Math.abs(c - 1) < 1e-12) return { kind: 'pytorch-default' };
  const gain = shape === 'uniform' ? c / Math.sqrt(3) : shape === 'normal' ? c : c * truncatedDeviation;
  return { kind: 'variance-scaling', gain, fan: 'fan-in', distribution: shape };
}

/** Mean and deviation of entries of which some are 0. */
function sparseEntries(
  shape: 'normal' | 'uniform' | 'truncated-normal',
  middle: number | undefined,
  width: number | undefined,
  density: number,
): Initializer | null {
  if (middle === undefined || width === undefined) return null;
  const factor = shape === 'uniform' ? 1 / 3 : shape === 'normal' ? 1 : truncatedDeviation ** 2;
  const square = density * (middle ** 2 + factor * width ** 2);
  const mean = density * middle;
  return { kind: 'normal', mean, deviation: Math.sqrt(Math.max(0, square - mean ** 2)) };
}
