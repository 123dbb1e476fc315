import type { Methods, StepsFrom } from './analysis';
import type { Location } from './location';
import type { Remedy } from './remedies';
import type { EvidenceKind } from './role/evidence';
import type { Role } from './role/role';
import type { Sensitivity } from './sensitivity';
import type { Severity } from './verdict';

/** A remedy as `--json` prints it, with its words. */
export interface RemedyRecord extends Pick<Remedy, 'name' | 'numbers'> {
  readonly title: string;
  readonly action: string;
  readonly limits: string;
  readonly code: string;
}

/** Why something is held to have a role, as `--json` prints it. */
export interface EvidenceRecord {
  readonly kind: EvidenceKind;
  readonly text: string;
  /** Where it stands, if it stands in the text. */
  readonly location?: Location;
}

/** Where a matrix stands in its network, in words. */
export interface Standing {
  readonly role: Role;
  readonly evidence: readonly EvidenceRecord[];
  readonly judged: boolean;
  /** Role and reason in one line. */
  readonly reason: string;
}

/** What every finding says of its place in a network, whatever its kind. */
export interface Claim {
  readonly role: Role;
  /** Never empty where there is a verdict. */
  readonly evidence: readonly EvidenceRecord[];
  /** What the editor shows. */
  readonly severity: Severity;
  readonly stepsFrom: StepsFrom;
}

/** One matrix as `gradient-lens analyze --json` prints it and "Copy figures" copies it. Format version 2. */
export interface FindingRecord extends Claim {
  readonly kind: 'matrix';
  readonly name: string;
  readonly location: Location;
  readonly shape: readonly [number, number];
  readonly steps: number;
  readonly activation: string;
  readonly sigmaMax: number;
  readonly spectralRadius: number | null;
  readonly singularValues: readonly number[];
  readonly eigenvalues: readonly (readonly [number, number])[] | null;
  /** How far each eigenvalue may be from one of the matrix, by its condition; `null` where that is not known. */
  readonly eigenvalueBounds: readonly (number | null)[] | null;
  /** log10 ‖Wᵏ‖₂ for k = 1…steps, `null` for an exact zero; the activation's slope is not in it. */
  readonly log10Growth: readonly (number | null)[] | null;
  /** log10 of φ'(0)ᵀ·‖Wᵀ‖₂, `null` for an exact zero or a non-square matrix. */
  readonly log10Gain: number | null;
  /** Where log10 of the gain lies, where that leaves the verdict undetermined. */
  readonly range?: { readonly low: number | null; readonly high: number };
  readonly peak: { readonly step: number; readonly log10: number | null } | null;
  /** How far the gain moves for matrices that round to this one, where it is known to be rounded. */
  readonly sensitivity?: Sensitivity;
  readonly henrici: number | null;
  readonly halfLife: number | null;
  /** How σ_max, all singular values, ρ and log10 ‖Wᵀ‖₂ were found, and how far they may be off. */
  readonly methods: Methods;
  readonly verdict: string | null;
  /**
   * What inputs of variance 1 lead to where φ'(0)·ρ > 1 and the activation saturates, over a few runs: log10 of the median gain
   * and its range; `null` where the states stay near rest.
   */
  readonly driven: {
    readonly inputStd: number;
    readonly log10Gain: number | null;
    readonly range: { readonly low: number | null; readonly high: number | null };
    readonly verdict: string;
  } | null;
  readonly flags: readonly string[];
  readonly rule: string | null;
  readonly explanation: string;
  readonly remedies: readonly RemedyRecord[];
}
