import type { Evidence } from './evidence';
import type { Role } from './role';
import type { Veto, VetoKind } from './veto';

/** What was decided of a matrix, and from what. */
export interface RoleDecision {
  readonly role: Role;
  /** What led to the role; empty where nothing did. */
  readonly evidence: readonly Evidence[];
  /** What spoke against a recurrence and was heeded. */
  readonly vetoes: readonly Veto[];
  /** Whether its powers occur, so that a verdict on them may be given. */
  readonly judged: boolean;
}

/**
 * How much is needed to overrule a veto. `never`: nothing but being asked. `feedback`: feedback that the file
 * shows, whatever the name. `strong`: a strong name, or a customary one together with feedback. `name`: any
 * name of a recurrence.
 */
type Threshold = 'never' | 'feedback' | 'strong' | 'name';

const thresholds: Readonly<Record<VetoKind, Threshold>> = {
  expectation: 'never',
  'not-square': 'never',
  changed: 'never',
  gate: 'never',
  'other-family': 'feedback',
  'feedforward-use': 'strong',
  'other-use': 'strong',
  'other-name': 'strong',
  integers: 'strong',
  'one-by-one': 'strong',
  stochastic: 'strong',
  covariance: 'strong',
  'quadratic-form': 'strong',
  test: 'name',
  homogeneous: 'name',
  rotation: 'name',
  normalized: 'name',
  integration: 'name',
  mixed: 'name',
};

/**
 * Decides the role of a matrix from what speaks for and against a recurrence. `otherwise` is the role that its
 * name or its use suggests where it is no recurrence; unknown is a role.
 */
export function decideRole(
  evidence: readonly Evidence[],
  vetoes: readonly Veto[],
  otherwise: Role = 'unknown',
): RoleDecision {
  if (evidence.some(({ kind }) => kind === 'asked')) {
    const judged = !vetoes.some(({ kind }) => kind === 'not-square');
    return { role: 'recurrent', evidence, vetoes: [], judged };
  }
  if (evidence.length === 0) return { role: otherwise, evidence, vetoes, judged: false };
  const heeded = vetoes.filter(({ kind }) => !overrules(evidence, thresholds[kind]));
  if (heeded.length === 0) return { role: 'recurrent', evidence, vetoes: [], judged: true };
  // A gate, or a matrix that is changed, is recurrent all the same: only its powers do not occur, or are not known.
  const recurrent = heeded.every(({ kind }) => unjudged.has(kind)) && firmly(evidence);
  if (recurrent) return { role: 'recurrent', evidence, vetoes: heeded, judged: false };
  const role = otherwise === 'recurrent' ? 'unknown' : otherwise;
  return { role, evidence: [], vetoes: heeded, judged: false };
}

/** The decision on a matrix that a person asks for: taken as recurrent, as far as it has powers. */
export const decisionWhenAsked = (isSquare: boolean): RoleDecision =>
  decideRole([{ kind: 'asked' }], isSquare ? [] : [{ kind: 'not-square' }]);

const unjudged: ReadonlySet<VetoKind> = new Set(['not-square', 'changed', 'gate']);

/** Feedback, or something that means nothing else. */
function firmly(evidence: readonly Evidence[]): boolean {
  return known(evidence) || evidence.some(({ kind }) => kind === 'feedback');
}

function overrules(evidence: readonly Evidence[], threshold: Threshold): boolean {
  const name = evidence.some(({ kind }) => kind === 'name');
  const feedback = evidence.some(({ kind }) => kind === 'feedback');
  const firm = known(evidence);
  switch (threshold) {
    case 'never':
      return false;
    case 'feedback':
      return feedback || evidence.some(({ kind }) => kind === 'constructor' || kind === 'layout');
    case 'strong':
      return firm || (name && feedback);
    case 'name':
      return firm || name;
  }
}

/** Whether something says so that means nothing else. */
function known(evidence: readonly Evidence[]): boolean {
  return evidence.some(
    (item) =>
      (item.kind === 'name' && item.strength === 'strong') ||
      ['siblings', 'constructor', 'layout', 'config'].includes(item.kind),
  );
}
