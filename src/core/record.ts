import * as l10n from '@vscode/l10n';
import type { Analysis, Figures, Methods } from './analysis';
import type { Remedy } from './remedies';

/** A place in a text; lines and columns count from 1, the end is exclusive. */
export interface Location {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One finding as `gradient-lens analyze --json` prints it and "Copy figures" copies it. Format version 1. */
export interface FindingRecord {
  readonly name: string;
  readonly location: Location;
  readonly shape: readonly [number, number];
  readonly steps: number;
  readonly activation: string;
  readonly sigmaMax: number;
  readonly spectralRadius: number | null;
  readonly singularValues: readonly number[];
  readonly eigenvalues: readonly (readonly [number, number])[] | null;
  /** log10 ‖Wᵏ‖₂ for k = 1…steps, `null` for an exact zero; the activation's slope is not in it. */
  readonly log10Growth: readonly (number | null)[] | null;
  /** log10 of φ'(0)ᵀ·‖Wᵀ‖₂, `null` for an exact zero or a non-square matrix. */
  readonly log10Gain: number | null;
  readonly peak: { readonly step: number; readonly log10: number | null } | null;
  readonly henrici: number | null;
  readonly halfLife: number | null;
  /** How σ_max, ρ and log10 ‖Wᵀ‖₂ were found, and how far they may be off. */
  readonly methods: Methods;
  readonly verdict: string | null;
  readonly flags: readonly string[];
  readonly rule: string | null;
  readonly explanation: string;
  readonly remedies: readonly Pick<Remedy, 'name' | 'title' | 'action' | 'limits' | 'numbers' | 'code'>[];
}

/** The record of an analysis. */
export function toRecord(name: string, location: Location, analysis: Analysis): FindingRecord {
  const { figures, options, verdict, remedies } = analysis;
  return {
    name,
    location,
    shape: [figures.rows, figures.columns],
    steps: options.steps,
    activation: options.activation,
    sigmaMax: figures.sigmaMax,
    spectralRadius: figures.spectralRadius?.value ?? null,
    singularValues: figures.singularValues,
    eigenvalues: figures.eigenvalues,
    log10Growth: figures.growth,
    log10Gain: verdict?.log10Gain ?? null,
    peak: verdict?.peak ?? null,
    henrici: figures.henrici,
    halfLife: verdict?.halfLife ?? null,
    methods: figures.methods,
    verdict: verdict?.name ?? null,
    flags: verdict?.flags ?? [],
    rule: verdict?.rule ?? null,
    explanation: verdict?.explanation ?? explainNonSquare(figures),
    remedies: remedies.map(({ name, title, action, limits, numbers, code }) => ({
      name,
      title,
      action,
      limits,
      numbers,
      code,
    })),
  };
}

/** The sentence for a non-square matrix. */
export function explainNonSquare({
  rows,
  columns,
  sigmaMax,
}: Pick<Figures, 'rows' | 'columns' | 'sigmaMax'>): string {
  return l10n.t(
    'A {0}×{1} matrix has no powers; one step multiplies a gradient by at most σ_max = {2}.',
    rows,
    columns,
    sigmaMax.toPrecision(4),
  );
}
