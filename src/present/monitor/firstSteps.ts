import type { SeriesReport } from '../../core/monitor/report';

/** The first steps at which a series vanishes and explodes; none beside a verdict by which it does neither. */
export function firstSteps({
  verdict,
  firstVanishing,
  firstExploding,
}: Pick<SeriesReport, 'verdict' | 'firstVanishing' | 'firstExploding'>): {
  readonly vanishes: number | null;
  readonly explodes: number | null;
} {
  // A limit that a published rule names may be passed by a norm that is fine at its scale.
  return verdict === 'exploding' || verdict === 'vanishing'
    ? { vanishes: firstVanishing, explodes: firstExploding }
    : { vanishes: null, explodes: null };
}
