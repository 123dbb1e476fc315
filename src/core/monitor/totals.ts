import { combine, derivedTotal } from './combine';
import { networkOf } from './network';
import type { Series } from './series';

/** The norm of a network's whole gradient. */
export interface Total {
  readonly series: Series;
  /** It was computed from the norms of parameters or parts, for the log has none. */
  readonly derived: boolean;
}

const rawNames = /raw|unclipped|(?:pre|before)_?clip/i;

/** Norms before clipping first, then the longest series, of as long ones the first. */
function best(series: readonly Series[]): Series {
  return series.reduce((a, b) => {
    const [rawA, rawB] = [rawNames.test(a.name), rawNames.test(b.name)];
    if (rawA !== rawB) return rawA ? a : b;
    return b.length > a.length ? b : a;
  });
}

function byNetwork(series: readonly Series[]): [network: string | null, series: Series[]][] {
  const groups = new Map<string | null, Series[]>();
  for (const one of series) {
    const network = networkOf(one.name);
    groups.set(network, [...(groups.get(network) ?? []), one]);
  }
  return [...groups];
}

/** Whether `grad_norm_1` is of a network with an optimizer of its own, and no layer: there is a `loss_1`. */
export const isOfOptimizer = ({ parameter }: Series, losses: readonly Series[]): boolean =>
  parameter !== null &&
  /^\d+$/.test(parameter) &&
  losses.some(({ name }) => name.endsWith(`loss_${parameter}`));

/**
 * The total of each network that the log tells of: as logged; else its average over steps, else what was left after
 * clipping, else computed from the parameters or from the parts.
 */
export function totalsOf(gradients: readonly Series[], losses: readonly Series[] = []): Total[] {
  const of = (kind: Series['kind']): Series[] => gradients.filter((series) => series.kind === kind);
  for (const kind of ['total', 'average'] as const) {
    const logged = byNetwork(of(kind)).map(([, group]) => ({ series: best(group), derived: false }));
    if (logged.length > 0) return logged;
  }
  const ofOptimizers = of('parameter').filter((series) => isOfOptimizer(series, losses));
  if (ofOptimizers.length > 1) return ofOptimizers.map((series) => ({ series, derived: false }));
  for (const kind of ['parameter', 'module'] as const) {
    const groups = byNetwork(of(kind));
    if (groups.length > 0)
      return groups.map(([network, parts]) => ({
        series: combine(network ?? derivedTotal, parts),
        derived: true,
      }));
  }
  return byNetwork(of('clipped')).map(([, group]) => ({ series: best(group), derived: false }));
}
