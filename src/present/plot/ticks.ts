import * as l10n from '@vscode/l10n';
import { formatDecade, formatNumber } from '../format';
import type { Axis, Tick } from './plot';

/** 1, 2 or 5 times a power of ten, the smallest that cuts `span` into at most `count` parts. */
function niceStep(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
}

function multiples(step: number, min: number, max: number): number[] {
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** Whole decades between two exponents. */
export function decadeTicks(min: number, max: number, count = 9): Tick[] {
  const step = Math.max(1, niceStep(max - min, count));
  return multiples(step, min, max).map((value) => ({ value, label: formatDecade(value) }));
}

/** Round numbers between two values. */
export function linearTicks(min: number, max: number, count = 6): Tick[] {
  return multiples(niceStep(max - min, count), min, max).map((value) => ({
    value,
    label: Math.abs(value) >= 1e4 || value === 0 ? formatNumber(value) : formatTick(value),
  }));
}

/** Whole numbers from 1 on, the first always among them. */
export function countTicks(max: number, count = 8): Tick[] {
  const step = Math.max(1, niceStep(max, count));
  const values = multiples(step, step, max);
  if (values[0] !== 1) values.unshift(1);
  return values.map((value) => ({ value, label: String(value) }));
}

/** The axis of steps 1…T; a single step stands in its middle. */
export function stepsAxis(steps: number): Axis {
  const [min, max] = steps === 1 ? [0.5, 1.5] : [1, steps];
  return { label: l10n.t('k (steps)'), min, max, ticks: countTicks(steps) };
}

/** Without the noise of a multiple's rounding, and without trailing zeros. */
function formatTick(value: number): string {
  const clean = Number(value.toPrecision(6));
  return Math.abs(clean) < 1e-3 ? clean.toExponential().replace(/^-/, '−') : formatNumber(clean, 4);
}
