import type { AnalysisOptions } from '../../core/analysis';
import { spectrumOf } from '../../core/analyze';
import { scale, type Matrix } from '../../core/linalg/matrix';
import { activation, parseActivation } from '../../core/recurrence/activation';
import { decideRole, type RoleDecision } from '../../core/role/decide';
import type { FeedbackEvidence, LeakyStep } from '../../core/role/evidence';
import type { DetectableLanguage, Detection, MatrixCandidate } from '../../detect/candidate';
import { applyChanges } from '../../detect/evidence/changes';
import { gatherEvidence } from '../../detect/evidence/evidence';
import { lastName } from '../../detect/evidence/flow/calls';
import { horizonOf } from '../../detect/horizon';

/** A matrix of a text as its recurrence meets it, with what the text says of its role. */
export interface Weight {
  readonly candidate: MatrixCandidate;
  readonly decision: RoleDecision;
  /** What is raised to powers: the literal after its changes, or `keep·I + gain·W` of a leaky step. */
  readonly matrix: Matrix;
  /** Whether that differs from what is written out, so that no edit of the literal reaches a target. */
  readonly derived: boolean;
  /** Horizon and activation as the recurrence itself states them, else those of the request. */
  readonly options: AnalysisOptions;
}

const figures = {
  spectralRadius: (matrix: Matrix): number => spectrumOf(matrix, null).spectralRadius!.value,
  sigmaMax: (matrix: Matrix): number => spectrumOf(matrix, null).sigmaMax,
};

/** The matrices of a text in their order, each with its role. */
export function weightsOf(
  text: string,
  languageId: DetectableLanguage,
  { matrices, lengths, tree }: Pick<Detection, 'matrices' | 'lengths' | 'tree'>,
  options: AnalysisOptions,
): Weight[] {
  const witnesses = gatherEvidence(text, languageId, matrices, tree);
  return matrices.map((candidate, i): Weight => {
    const { evidence, vetoes, otherwise, changes } = witnesses[i]!;
    const decision = decideRole(evidence, vetoes, otherwise);
    const { matrix } = candidate;
    const unchanged = { candidate, decision, matrix, derived: false };
    const within = horizonOf(candidate, decision.evidence, { lengths }, options);
    if (!decision.judged) return { ...unchanged, options: within };
    const feedback = decision.evidence.find((item) => item.kind === 'feedback');
    const stated = withActivation(within, feedback);
    const changed = applyChanges(matrix, changes, figures);
    const leak = feedback?.leak;
    const isKnown = leak === undefined || (leak !== null && activation(stated.activation).slopeAtRest === 1);
    if (!changed || !isKnown) {
      return { ...unchanged, decision: { ...decision, judged: false }, options: stated };
    }
    if (!leak) return { candidate, decision, matrix: changed, derived: changed !== matrix, options: stated };
    return { candidate, decision, matrix: leaky(changed, leak), derived: true, options: { ...stated, leak } };
  });
}

function withActivation(options: AnalysisOptions, feedback: FeedbackEvidence | undefined): AnalysisOptions {
  const named = parseActivation(lastName(feedback?.activation ?? ''));
  return named ? { ...options, activation: named } : options;
}

/** The Jacobian at rest of `h ← keep·h + gain·φ(W h)`, for φ′(0) = 1. */
function leaky(w: Matrix, { keep, gain }: LeakyStep): Matrix {
  const { data, ...shape } = scale(w, gain);
  for (let i = 0; i < w.rows; i++) data[i * (w.columns + 1)]! += keep;
  return { ...shape, data };
}
