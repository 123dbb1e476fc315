// Not translated: read by models, by developers, or on the command line alone.
import type { CheckpointRecord, UnrecognizedRecord } from '../core/recurrence/records';
import { judgmentOf, type Judgment } from '../core/verdict';
import { formatNumber } from './format';
import { gainText, kindOf, labelOf, type AnyRecord } from './kinds';

/** Findings that an answer names. */
const maxFindings = 20;

/** Order in which findings are told: what explodes or vanishes first. */
export const urgency: readonly (Judgment | null)[] = [
  'exploding',
  'vanishing',
  'growing',
  'undetermined',
  'fading',
  'stable',
  null,
];

/** The answer to an agent: a line a finding, worst first, each with verdict, figures, reason and first remedy. */
export function shortAnswer(
  subject: string,
  findings: readonly AnyRecord[],
  errors: readonly string[],
): string {
  const sorted = worstFirst(findings);
  const left = sorted.length - maxFindings;
  return [
    findings.length === 0 ? `${subject}: nothing to analyze found.` : `${subject}: ${findings.length} found.`,
    ...sorted.slice(0, maxFindings).map(line),
    ...(left > 0 ? [`… and ${left} more.`] : []),
    ...errors.map((error) => `Not analyzed: ${error}`),
  ].join('\n');
}

/** Findings by their urgency. */
export function worstFirst(findings: readonly AnyRecord[]): AnyRecord[] {
  const rank = ({ verdict }: AnyRecord): number => urgency.indexOf(judgmentOf(verdict));
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

/** What a checkpoint offers to a short answer. */
export interface CheckpointParts {
  readonly overview: string | null;
  readonly findings: readonly CheckpointRecord[];
  readonly unrecognized: readonly UnrecognizedRecord[];
  readonly errors: readonly string[];
  readonly notes: readonly string[];
  readonly unreadable: boolean;
}

/**
 * The answer to an agent about a checkpoint: cells and layers, each with what it is.
 * @throws Error with the sentence that says why it, or the tensor asked for, cannot be analyzed.
 */
export function checkpointAnswer(
  subject: string,
  { overview, findings, unrecognized, errors, notes, unreadable }: CheckpointParts,
): string {
  if (unreadable) throw new Error(errors.join(' '));
  const problems = [...errors, ...unrecognized.map(({ reason }) => reason)];
  const told = overview === null ? subject : `${subject} (${overview})`;
  return [shortAnswer(told, findings, problems), ...notes.map((note) => `Note: ${note}.`)].join('\n');
}

function line(record: AnyRecord): string {
  const { name, verdict, explanation } = record;
  const [remedy] = 'remedies' in record ? record.remedies : [];
  const { what, size } = labelOf(record);
  // The name and the shape of a matrix say enough.
  const subject = kindOf(record) === 'matrix' ? size : [what, size].filter((part) => part !== '').join(', ');
  const figures = figuresOf(record).join(', ');
  return [
    `- ${name} (${subject}): ${verdict ?? 'no verdict'}${figures && `; ${figures}`}. ${explanation}`,
    ...(remedy ? [`  Remedy: ${remedy.action}`] : []),
  ].join('\n');
}

function figuresOf(record: AnyRecord): string[] {
  const gained = record.verdict !== null && 'log10Gain' in record && record.kind !== 'feedforward';
  const { sigmaMax, spectralRadius } = 'sigmaMax' in record ? record : {};
  return [
    ...(gained ? [`gain ${gainText(record)} over ${record.steps} steps`] : []),
    ...(sigmaMax === undefined ? [] : [`σ_max ${formatNumber(sigmaMax)}`]),
    ...(typeof spectralRadius === 'number' ? [`ρ ${formatNumber(spectralRadius)}`] : []),
  ];
}
