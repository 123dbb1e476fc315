import * as l10n from '@vscode/l10n';
import type { Growth } from '../../core/analysis';
import { verdictWord } from '../verdictWord';
import type { SpectrumGrowth } from '../../core/spectrumGrowth';
import { formatLog10, formatPowerOfTen, formatSteps, subscript } from '../format';
import { listed } from '../words';
import type { ChartContent } from '../plot/content';
import { gainAxis, pointsOf, type GainAxis, type Scale } from '../plot/gainAxis';
import { growthFigures, type GrowthFigures } from './growthFigures';
import { growthCsv, growthTable } from './growthTable';
import { emptyPlot, type Curve, type Mark, type Plot } from '../plot/plot';
import { extentOf } from '../plot/extent';
import { evenIndices } from '../plot/table';
import { stepsAxis } from '../plot/ticks';

/** Points of one curve that a picture needs at most, if not asked for fewer. */
const maxCurvePoints = 1000;
/** More other curves than these are drawn fainter, or they would be one patch. */
const maxFew = 8;

/** Growth of every singular value of Wᵏ over k, with the bounds ρᵏ and σ_maxᵏ; `null` for a matrix without powers. */
export function growthChart(model: Parameters<typeof growthFigures>[0], scale: Scale): ChartContent | null {
  const figures = growthFigures(model);
  if (!figures) return null;
  return { plot: growthPlot(figures, scale), table: growthTable(figures), csv: growthCsv(figures) };
}

/** The picture of it; of the largest singular value and its bounds alone where there are no spectra. */
export function growthPlot(figures: GrowthFigures, scale: Scale, maxPoints = maxCurvePoints): Plot {
  const { verdict, gain, lower, upper, spectrum, slope, thresholds } = figures;
  const steps = gain.length;
  const others = spectrum?.curves.slice(1).map((curve) => gainAt(curve, spectrum, slope)) ?? [];
  const value = spectrum ? 'σᵢ(Wᵏ)' : '‖Wᵏ‖₂';
  const label = slope === 1 ? value : l10n.t('gain {0}', `φ′(0)ᵏ·${value}`);
  const rest = extentOf([...others, lower ?? [], upper]);
  const axis = gainAxis({ label, main: [gain], rest }, thresholds, scale);
  const shown = evenIndices(steps, maxPoints, verdict.peak.step - 1);
  const thin = (curve: Growth): ReturnType<typeof pointsOf> =>
    pointsOf(
      shown.map((i) => curve[i] ?? null),
      axis.place,
      shown.map((i) => i + 1),
    );
  const power = slope === 1 ? '' : '(φ′(0)·';
  const bounds: Curve[] = [
    {
      role: 'upperBound',
      label: l10n.t('upper bound {0}', power ? `${power}σ_max)ᵏ` : 'σ_maxᵏ'),
      points: thin(upper),
    },
  ];
  if (lower) {
    const name = l10n.t('lower bound {0}', power ? `${power}ρ)ᵏ` : 'ρᵏ');
    bounds.push({ role: 'lowerBound', label: name, points: thin(lower) });
  }
  return {
    ...emptyPlot,
    kind: 'lines',
    title: spectrum ? l10n.t('Growth of the singular values of Wᵏ') : l10n.t('Gain over steps'),
    finding: findingOf(verdict),
    x: stepsAxis(steps),
    y: axis.axis,
    curves: [
      {
        role: 'largest',
        label: l10n.t('largest, {0}', slope === 1 ? '‖Wᵏ‖₂' : 'φ′(0)ᵏ·‖Wᵏ‖₂'),
        points: thin(gain),
      },
      ...bounds,
    ],
    background:
      spectrum && others.length > 0
        ? {
            role: others.length > maxFew ? 'others' : 'fewOthers',
            label: othersLabel(spectrum),
            curves: others.map((curve) => pointsOf(curve, axis.place, spectrum.steps)),
          }
        : null,
    band: axis.band,
    marks: marksOf(verdict, gain, axis),
    notes: [
      ...axis.notes,
      ...zeroNotes(verdict, lower),
      ...coincidence(figures, axis),
      ...(spectrum ? omission(spectrum) : []),
    ],
    describe: (x) => describeStep(figures, Math.round(x)),
  };
}

/** A curve of the spectrum times slopeᵏ at the steps it was sampled at. */
function gainAt(curve: Growth, { steps }: SpectrumGrowth, slope: number): Growth {
  return slope === 1
    ? curve
    : curve.map((log10, i) => (log10 === null ? null : log10 + steps[i]! * Math.log10(slope)));
}

function othersLabel({ curves, total }: SpectrumGrowth): string {
  const others = curves.length - 1;
  return curves.length === total
    ? others === 1
      ? l10n.t('the other singular value')
      : l10n.t('the other {0} singular values', others)
    : l10n.t('{0} of the other {1} singular values', others, total - 1);
}

/** Words at the peak, where it is neither the start nor the end, and where the powers end. */
function marksOf(
  { flags, peak, zeroFrom }: GrowthFigures['verdict'],
  gain: Growth,
  { place }: GainAxis,
): Mark[] {
  const labels = new Map<number, string[]>();
  const add = (step: number, label: string): void => {
    labels.set(step, [...(labels.get(step) ?? []), label]);
  };
  if (flags.includes('transient') || (peak.step > 1 && peak.step < gain.length)) {
    add(peak.step, l10n.t('peak {0} at k = {1}', formatPowerOfTen(peak.log10, 3), peak.step));
  }
  if (zeroFrom !== null && zeroFrom > 1) add(zeroFrom - 1, l10n.t('exactly zero from k = {0}', zeroFrom));
  return [...labels].flatMap(([x, words]) => {
    const y = place(gain[x - 1] ?? null);
    return y === null ? [] : [{ x, y, label: listed(words), role: 'peak' }];
  });
}

function zeroNotes({ zeroFrom }: GrowthFigures['verdict'], lower: Growth | null): string[] {
  const notes = lower ? [] : [l10n.t('ρ = 0, so the lower bound ρᵏ is 0 and cannot be shown on the axis.')];
  return zeroFrom === null ? notes : [l10n.t('Wᵏ is exactly zero from k = {0}.', zeroFrom), ...notes];
}

/** For a normal matrix both bounds lie on the curve itself, where a reader may look for them in vain. */
function coincidence({ gain, lower, upper }: GrowthFigures, { axis }: GainAxis): string[] {
  const near = (bound: Growth | null): boolean =>
    gain.every(
      (log10, i) => Math.abs((bound?.[i] ?? Infinity) - (log10 ?? 0)) < 0.004 * (axis.max - axis.min),
    );
  return near(lower) && near(upper) ? [l10n.t('Both bounds coincide with the largest curve.')] : [];
}

/** Above some work the worker leaves the smaller singular values out; the chart must not look as if there were none. */
function omission({ curves, steps, total }: SpectrumGrowth): string[] {
  if (curves.some(({ length }) => length < steps.length))
    return [l10n.t('A curve ends where rounding hides its singular value.')];
  return curves.length === 1 && total > 1
    ? [
        l10n.t(
          'The other {0} singular values of every power would take minutes for a matrix of this size and are left out.',
          total - 1,
        ),
      ]
    : [];
}

function findingOf({ log10Gain, steps, name, peak, flags }: GrowthFigures['verdict']): string {
  const [gain, over, verdict] = [formatPowerOfTen(log10Gain), formatSteps(steps), verdictWord(name)];
  return flags.includes('transient')
    ? l10n.t(
        'Line chart: the largest gain comes to {0} over {1} after a peak of {2} at step {3}; verdict {4}.',
        gain,
        over,
        formatPowerOfTen(peak.log10, 2),
        peak.step,
        verdict,
      )
    : l10n.t('Line chart: the largest gain comes to {0} over {1}; verdict {2}.', gain, over, verdict);
}

function describeStep({ gain, lower, upper, spectrum, slope }: GrowthFigures, k: number): string[] {
  const value = (curve: Growth | null): string => formatLog10(curve?.[k - 1] ?? -Infinity);
  const lines = [`k = ${k}`, l10n.t('largest: {0}', value(gain))];
  const at = spectrum?.steps.indexOf(k) ?? -1;
  const count = spectrum?.curves.length ?? 0;
  if (spectrum && at !== -1 && count > 1) {
    const indices = count <= 6 ? evenIndices(count, count).slice(1) : [count - 1];
    for (const i of indices) {
      const curve = gainAt(spectrum.curves[i]!, spectrum, slope);
      const figure = formatLog10(at < curve.length ? (curve[at] ?? -Infinity) : null);
      const all = count === spectrum.total;
      if (count <= 6) lines.push(l10n.t('{0}: {1}', `σ${subscript(i + 1)}`, figure));
      else lines.push(all ? l10n.t('smallest: {0}', figure) : l10n.t('smallest shown: {0}', figure));
    }
  }
  return [...lines, l10n.t('upper bound: {0}', value(upper)), l10n.t('lower bound: {0}', value(lower))];
}
