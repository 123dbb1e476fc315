import type { Method } from './kernels/kernels';
import type { ActivationName } from './recurrence/activation';
import type { Remedy } from './remedies';
import type { LeakyStep } from './role/evidence';
import type { Sensitivity } from './sensitivity';
import type { Verdict } from './verdict';

/** Limits of the gain over the horizon that separate the verdicts (log10 of `exploding` … `vanishing`). */
export interface Thresholds {
  /** Gain at or above which gradients explode; 1e3 by default. */
  readonly exploding: number;
  /** Gain at or above which gradients grow; 10 by default. */
  readonly growing: number;
  /** Gain at or below which gradients fade; 0.1 by default. */
  readonly fading: number;
  /** Gain at or below which gradients vanish; 1e-3 by default. */
  readonly vanishing: number;
}

export const defaultThresholds: Thresholds = { exploding: 1e3, growing: 10, fading: 0.1, vanishing: 1e-3 };

/** Where a horizon comes from: the file itself, a config beside it, an argument, a setting, or nowhere. */
export type StepsFrom = 'file' | 'config' | 'argument' | 'setting' | 'default';

/** Horizon, activation and thresholds: what the person chose, or what the file states. */
export interface AnalysisOptions {
  /** Horizon T in steps, at least 1. */
  readonly steps: number;
  /** Absent: nobody named a horizon. */
  readonly stepsFrom?: StepsFrom;
  readonly activation: ActivationName;
  /** The matrix is `keep·I + gain·W`, the Jacobian at rest of this leaky step, for an activation of slope 1 there. */
  readonly leak?: LeakyStep;
  readonly thresholds: Thresholds;
}

/** ρ with the interval that float64 can vouch for. */
export interface SpectralRadius {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** How a figure was found and how far it may be off (absolutely, in the figure's own unit). */
export interface Quality {
  readonly method: Method;
  readonly errorBound: number;
  /** That an iteration from random starts has found the largest is likely, and not proven. */
  readonly estimated?: true;
}

/** The quality of the figures that a verdict rests on; `null` where there is no such figure. */
export interface Methods {
  readonly sigmaMax: Quality;
  /** Of each of all singular values; `null` where the largest alone was sought. */
  readonly singularValues: Quality | null;
  readonly spectralRadius: Quality | null;
  /** Of log10 ‖Wᵀ‖₂ at the horizon. */
  readonly gain: Quality | null;
}

/** log10 ‖Wᵏ‖₂ for k = 1…T; `null` where the power is exactly zero. */
export type Growth = readonly (number | null)[];

/** What the numerics say of one matrix, before judgment. */
export interface Figures {
  readonly rows: number;
  readonly columns: number;
  /** All min(rows, columns) singular values, descending. */
  readonly singularValues: readonly number[];
  readonly sigmaMax: number;
  /** All eigenvalues as [re, im] by descending modulus; `null` for a non-square matrix, as all that follows. */
  readonly eigenvalues: readonly (readonly [number, number])[] | null;
  /** How far each eigenvalue may be from one of the matrix; `null` where its condition is not known. */
  readonly eigenvalueBounds: readonly (number | null)[] | null;
  readonly spectralRadius: SpectralRadius | null;
  /** Henrici's departure from normality, sqrt(‖W‖_F² − Σ|λ|²). */
  readonly henrici: number | null;
  readonly growth: Growth | null;
  readonly methods: Methods;
}

/** Everything said of one matrix: figures, verdict, remedies. */
export interface Analysis {
  readonly figures: Figures;
  readonly options: AnalysisOptions;
  /** `null` for a non-square matrix, which has no powers. */
  readonly verdict: Verdict | null;
  readonly remedies: readonly Remedy[];
  /** Where it was asked for and the matrix is known to be rounded. */
  readonly sensitivity?: Sensitivity | null;
}
