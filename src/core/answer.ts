import { formatNumber, formatPowerOfTen } from './format';
import type { CheckpointRecord } from './recurrence/records';
import { verdictNames, type VerdictName } from './verdict';

/** What a finding of any kind (matrix, cell, config, linear recurrence) offers to a short answer. */
export interface Answerable {
  readonly name: string;
  readonly verdict: string | null;
  readonly explanation: string;
  /** What it is in a few words, where its shape is not all. */
  readonly what?: string;
  readonly shape?: readonly number[];
  readonly steps?: number | null;
  readonly log10Gain?: number | null;
  readonly sigmaMax?: number;
  readonly spectralRadius?: number | null;
  readonly remedies?: readonly { readonly action: string }[];
}

/** Findings that a short answer names at most. */
const maxFindings = 20;

/** Order in which findings are told: what explodes or vanishes first. */
const urgency: readonly (VerdictName | null)[] = [
  'exploding',
  'vanishing',
  'growing',
  'fading',
  'stable',
  null,
];

/** The answer to an agent: a line a finding, worst first, each with verdict, figures, reason and first remedy. */
export function shortAnswer(
  subject: string,
  findings: readonly Answerable[],
  errors: readonly string[],
): string {
  const rank = ({ verdict }: Answerable): number =>
    urgency.indexOf(verdictNames.find((name) => name === verdict) ?? null);
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  const left = sorted.length - maxFindings;
  return [
    findings.length === 0 ? `${subject}: nothing to analyze found.` : `${subject}: ${findings.length} found.`,
    ...sorted.slice(0, maxFindings).map(line),
    ...(left > 0 ? [`… and ${left} more.`] : []),
    ...errors.map((error) => `Not analyzed: ${error}`),
  ].join('\n');
}

/** What a checkpoint offers to a short answer. */
export interface CheckpointParts {
  readonly findings: readonly CheckpointRecord[];
  readonly unrecognized: readonly { readonly reason: string }[];
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
  { findings, unrecognized, errors, notes, unreadable }: CheckpointParts,
): string {
  if (unreadable) throw new Error(errors.join(' '));
  const told = findings.map((record) => ({ ...record, what: whatOf(record) }));
  const problems = [...errors, ...unrecognized.map(({ reason }) => reason)];
  return [shortAnswer(subject, told, problems), ...notes.map((note) => `Note: ${note}.`)].join('\n');
}

/** A cell by kind, layer and direction, which its name need not say. */
function whatOf(record: CheckpointRecord): string {
  switch (record.kind) {
    case 'cell':
      return `${record.cell} layer ${record.layer}${record.direction === 'reverse' ? ' reverse' : ''}, H = ${record.hiddenSize}`;
    case 'linear-recurrence':
      return `${record.family}, ${record.channels} channels`;
    case 'feedforward':
      return `feed-forward, ${record.layers.length} layers`;
    case 'matrix':
      return record.shape.join('×');
  }
}

function line(finding: Answerable): string {
  const { name, what, shape, verdict, explanation, remedies } = finding;
  const [remedy] = remedies ?? [];
  const subject = what ?? shape?.join('×');
  const size = subject === undefined ? '' : ` (${subject})`;
  const figures = figuresOf(finding).join(', ');
  return [
    `- ${name}${size}: ${verdict ?? 'no verdict'}${figures && `; ${figures}`}. ${explanation}`,
    ...(remedy ? [`  Remedy: ${remedy.action}`] : []),
  ].join('\n');
}

function figuresOf({ verdict, steps, log10Gain, sigmaMax, spectralRadius }: Answerable): string[] {
  const gained = verdict !== null && log10Gain !== undefined && typeof steps === 'number';
  return [
    ...(gained ? [`gain ${formatPowerOfTen(log10Gain)} over ${steps} steps`] : []),
    ...(sigmaMax === undefined ? [] : [`σ_max ${formatNumber(sigmaMax)}`]),
    ...(typeof spectralRadius === 'number' ? [`ρ ${formatNumber(spectralRadius)}`] : []),
  ];
}
