import type { Methods } from './analysis';
import type { Location } from './location';
import type { Remedy } from './remedies';

/** A remedy as `--json` prints it, with its words. */
export interface RemedyRecord extends Pick<Remedy, 'name' | 'numbers'> {
  readonly title: string;
  readonly action: string;
  readonly limits: string;
  readonly code: string;
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
  readonly remedies: readonly RemedyRecord[];
}
