import { formatNumber, formatPowerOfTen } from './format';
import type { FindingRecord } from './record';
import { verdictNames, type VerdictName } from './verdict';

/** Findings that a short answer names at most. */
const most = 20;

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
  findings: readonly FindingRecord[],
  errors: readonly string[],
): string {
  const rank = ({ verdict }: FindingRecord): number =>
    urgency.indexOf(verdictNames.find((name) => name === verdict) ?? null);
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  const left = sorted.length - most;
  return [
    findings.length === 0 ? `${subject}: no matrix found.` : `${subject}: ${findings.length} found.`,
    ...sorted.slice(0, most).map(line),
    ...(left > 0 ? [`… and ${left} more.`] : []),
    ...errors.map((error) => `Not analysed: ${error}`),
  ].join('\n');
}

function line({
  name,
  shape,
  steps,
  verdict,
  log10Gain,
  sigmaMax,
  spectralRadius,
  explanation,
  remedies,
}: FindingRecord) {
  const size = `${name} (${shape.join('×')})`;
  const [remedy] = remedies;
  const figures =
    verdict === null
      ? `σ_max ${formatNumber(sigmaMax)}`
      : `gain ${formatPowerOfTen(log10Gain)} over ${steps} steps, σ_max ${formatNumber(sigmaMax)}, ρ ${formatNumber(spectralRadius ?? 0)}`;
  return [
    `- ${size}: ${verdict ?? 'not square'}; ${figures}. ${explanation}`,
    ...(remedy ? [`  Remedy: ${remedy.action}`] : []),
  ].join('\n');
}
