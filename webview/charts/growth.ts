import type { Growth } from '../../src/core/analysis';
import type { Verdict } from '../../src/core/verdict';
import type { PanelModel, SpectrumGrowth } from '../../src/shared/panel';
import { formatLog10, formatPowerOfTen, formatSteps, subscript } from '../format';
import type { ChartContent } from './content';
import { gainAxis, pointsOf, type GainAxis, type Scale } from './gainAxis';
import { growthFigures, type GrowthFigures } from './growthFigures';
import { growthCsv, growthTable } from './growthTable';
import { bare, type Curve, type Mark, type Plot } from './plot';
import { spread } from './table';
import { stepsAxis } from './ticks';

/** Points of one curve that a picture needs at most. */
const curvePoints = 1000;
/** More other curves than these are drawn fainter, or they would be one patch. */
const mostFew = 8;

/** Growth of every singular value of Wᵏ over k, with the bounds ρᵏ and σ_maxᵏ; `null` for a matrix without powers. */
export function growthChart(model: PanelModel, scale: Scale): ChartContent | null {
  const figures = growthFigures(model);
  if (!figures) return null;
  return { plot: growthPlot(figures, scale), table: growthTable(figures), csv: growthCsv(figures) };
}

function growthPlot(figures: GrowthFigures, scale: Scale): Plot {
  const { verdict, gain, lower, upper, spectrum, slope, thresholds } = figures;
  const steps = gain.length;
  const others = spectrum.curves.slice(1).map((curve) => gainAt(curve, spectrum, slope));
  const label = slope === 1 ? 'σᵢ(Wᵏ)' : 'gain φ′(0)ᵏ·σᵢ(Wᵏ)';
  const rest = extremes([...others, lower ?? [], upper]);
  const axis = gainAxis({ label, main: [gain], rest }, thresholds, scale);
  const shown = spread(steps, curvePoints, verdict.peak.step - 1);
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
      label: power ? `upper bound ${power}σ_max)ᵏ` : 'upper bound σ_maxᵏ',
      points: thin(upper),
    },
  ];
  if (lower) {
    const name = power ? `lower bound ${power}ρ)ᵏ` : 'lower bound ρᵏ';
    bounds.push({ role: 'lowerBound', label: name, points: thin(lower) });
  }
  return {
    ...bare,
    kind: 'lines',
    title: 'Growth of the singular values of Wᵏ',
    finding: findingOf(verdict),
    x: stepsAxis(steps),
    y: axis.axis,
    curves: [
      {
        role: 'largest',
        label: slope === 1 ? 'largest, ‖Wᵏ‖₂' : 'largest, φ′(0)ᵏ·‖Wᵏ‖₂',
        points: thin(gain),
      },
      ...bounds,
    ],
    crowd:
      others.length === 0
        ? null
        : {
            role: others.length > mostFew ? 'others' : 'fewOthers',
            label: othersLabel(spectrum),
            curves: others.map((curve) => pointsOf(curve, axis.place, spectrum.steps)),
          },
    band: axis.band,
    levels: [],
    marks: marksOf(verdict, gain, axis),
    notes: [
      ...axis.notes,
      ...zeroNotes(verdict, lower),
      ...coincidence(figures, axis),
      ...omission(spectrum),
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

function extremes(curves: readonly Growth[]): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const curve of curves) {
    for (const log10 of curve) {
      if (log10 === null) continue;
      low = Math.min(low, log10);
      high = Math.max(high, log10);
    }
  }
  return { low, high };
}

function othersLabel({ curves, total }: SpectrumGrowth): string {
  const others = curves.length - 1;
  return curves.length === total
    ? others === 1
      ? 'the other singular value'
      : `the other ${others} singular values`
    : `${others} of the other ${total - 1} singular values`;
}

/** Words at the peak, where it is neither the start nor the end, and where the powers end. */
function marksOf({ flags, peak, zeroFrom }: Verdict, gain: Growth, { place }: GainAxis): Mark[] {
  const labels = new Map<number, string[]>();
  const add = (step: number, label: string): void => {
    labels.set(step, [...(labels.get(step) ?? []), label]);
  };
  if (flags.includes('transient') || (peak.step > 1 && peak.step < gain.length)) {
    add(peak.step, `peak ${formatPowerOfTen(peak.log10, 3)} at k = ${peak.step}`);
  }
  if (zeroFrom !== null && zeroFrom > 1) add(zeroFrom - 1, `exactly zero from k = ${zeroFrom}`);
  return [...labels].flatMap(([x, words]) => {
    const y = place(gain[x - 1] ?? null);
    return y === null ? [] : [{ x, y, label: words.join(', '), role: 'peak' }];
  });
}

function zeroNotes({ zeroFrom }: Verdict, lower: Growth | null): string[] {
  const notes = lower ? [] : ['ρ = 0, so the lower bound ρᵏ is 0 and has no place on the axis.'];
  return zeroFrom === null ? notes : [`Wᵏ is exactly zero from k = ${zeroFrom}.`, ...notes];
}

/** For a normal matrix both bounds lie on the curve itself, where a reader may look for them in vain. */
function coincidence({ gain, lower, upper }: GrowthFigures, { axis }: GainAxis): string[] {
  const near = (bound: Growth | null): boolean =>
    gain.every(
      (log10, i) => Math.abs((bound?.[i] ?? Infinity) - (log10 ?? 0)) < 0.004 * (axis.max - axis.min),
    );
  return near(lower) && near(upper) ? ['Both bounds coincide with the largest curve.'] : [];
}

/** Above some work the worker leaves the smaller singular values out; the chart must not look as if there were none. */
function omission({ curves, total }: SpectrumGrowth): string[] {
  return curves.length === 1 && total > 1
    ? [
        `The other ${total - 1} singular values of every power would take minutes for a matrix of this size and are left out.`,
      ]
    : [];
}

function findingOf({ log10Gain, steps, name, peak, flags }: Verdict): string {
  const transient = flags.includes('transient')
    ? ` after a peak of ${formatPowerOfTen(peak.log10, 2)} at step ${peak.step}`
    : '';
  return `Line chart: the largest gain comes to ${formatPowerOfTen(log10Gain)} over ${formatSteps(steps)}${transient}; verdict ${name}.`;
}

function describeStep({ gain, lower, upper, spectrum, slope }: GrowthFigures, k: number): string[] {
  const value = (curve: Growth | null): string => formatLog10(curve?.[k - 1] ?? -Infinity);
  const lines = [`k = ${k}`, `largest: ${value(gain)}`];
  const at = spectrum.steps.indexOf(k);
  const count = spectrum.curves.length;
  if (at !== -1 && count > 1) {
    const indices = count <= 6 ? spread(count, count).slice(1) : [count - 1];
    for (const i of indices) {
      const log10 = gainAt(spectrum.curves[i]!, spectrum, slope)[at] ?? -Infinity;
      lines.push(
        `${count <= 6 ? `σ${subscript(i + 1)}` : count === spectrum.total ? 'smallest' : 'smallest shown'}: ${formatLog10(log10)}`,
      );
    }
  }
  return [...lines, `upper bound: ${value(upper)}`, `lower bound: ${value(lower)}`];
}
