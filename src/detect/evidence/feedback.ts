import type { FeedbackEvidence, LeakyStep } from '../../core/role/evidence';
import type { VetoKind } from '../../core/role/veto';
import { isActivation, lastName } from './flow/calls';
import type { Numbers } from './flow/constants';
import type { Expression } from './flow/expression';
import type { Feedback } from './flow/observations';
import { onlyFactor } from './flow/pure';
import type { Scope } from './flow/scopes';
import type { Source } from './flow/source';

/** Feedback as evidence, and what about it speaks against a recurrence of this matrix alone. */
export interface FeedbackReading {
  readonly evidence: FeedbackEvidence;
  readonly vetoes: readonly VetoKind[];
}

const maxSteps = 1_000_000;

/** Reads one observation of feedback. */
export function readFeedback(feedback: Feedback, numbers: Numbers): FeedbackReading {
  const { form, range, state, source, others, transposed, over } = feedback;
  const activation = source?.passes.find(isActivation);
  const steps = over ? readTurns(over.expression, over.scope, numbers) : undefined;
  const leak = source ? readLeak(source, others) : undefined;
  const evidence: FeedbackEvidence = {
    kind: 'feedback',
    form,
    range,
    ...(state === '' ? {} : { state }),
    ...(activation === undefined ? {} : { activation }),
    ...(leak === undefined ? {} : { leak }),
    ...(steps === undefined ? {} : { steps }),
    ...(transposed ? { transposed } : {}),
  };
  return { evidence, vetoes: source ? readVetoes(source, others, leak, activation, numbers) : [] };
}

function readVetoes(
  source: Source,
  others: readonly Source[],
  leak: LeakyStep | null | undefined,
  activation: string | undefined,
  numbers: Numbers,
): VetoKind[] {
  const vetoes: VetoKind[] = [];
  const all = [source, ...others];
  if (all.some(({ gated }) => gated)) vetoes.push('gate');
  if (all.some(({ normalized }) => normalized)) vetoes.push('normalized');
  const adds = leak !== undefined && (leak === null || leak.keep !== 0);
  if (adds && activation === undefined) vetoes.push('integration');
  const [own] = [onlyFactor(source, numbers)];
  const mixed = others.some((other) => {
    const factor = onlyFactor(other, numbers);
    const multiplies = other.factors.some(({ symbol }) => numbers.named(symbol) === undefined);
    return multiplies && factor?.symbol !== own?.symbol;
  });
  if (mixed) vetoes.push('mixed');
  return vetoes;
}

/** `h = (1 - a) * h + a * tanh(W @ h)`, `h += dt * (-h + tanh(W @ h))`. */
function readLeak(source: Source, others: readonly Source[]): LeakyStep | null | undefined {
  const kept = others.filter(({ factors, stale }) => factors.length === 0 && stale !== true);
  if (kept.length === 0) {
    if (source.scale === 1 || Number.isNaN(source.scale)) return undefined;
    return { keep: 0, gain: source.scale };
  }
  const keep = kept.reduce((sum, { scale }) => sum + scale, 0);
  return Number.isFinite(keep) && Number.isFinite(source.scale) ? { keep, gain: source.scale } : null;
}

/** How often a loop turns: `range(50)`, `range(T)`, `1:T`. */
function readTurns(over: Expression, scope: Scope, numbers: Numbers): FeedbackEvidence['steps'] {
  const range = { start: over.from, end: over.to };
  const whole = (value: number | undefined): FeedbackEvidence['steps'] =>
    value !== undefined && Number.isInteger(value) && value >= 2 && value <= maxSteps
      ? { value, range }
      : undefined;
  if (over.kind !== 'call') return whole(numbers.value(over, scope));
  const name = lastName(over.callee);
  if (/^(?:reversed|tqdm|trange|enumerate|flip)$/.test(name) && over.positional[0]) {
    const turns = readTurns(over.positional[0], scope, numbers);
    if (turns || name !== 'trange') return turns;
  }
  if (!/^(?:range|arange|trange|xrange|:|linspace)$/.test(name)) return undefined;
  const ends = over.positional.map((argument) => numbers.value(argument, scope));
  if (ends.some((end) => end === undefined)) return undefined;
  const [a = 0, b = 0, step = 1] = ends as number[];
  if (name === 'linspace') return undefined;
  if (name === ':') return ends.length === 3 ? whole(Math.floor((step - a) / b) + 1) : whole(b - a + 1);
  return ends.length === 1 ? whole(a) : whole(Math.ceil((b - a) / step));
}
