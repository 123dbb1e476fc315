import { formatNumber, formatPowerOfTen, formatSteps } from '../core/format';
import type { Location } from '../core/record';
import { verdictNames, type VerdictName } from '../core/verdict';
import { describe, life, type AnyRecord } from './describe';
import { figureOf, type Figure } from './figure';

/** A remark at a place of its own, as on one value of a config. */
export interface Remark {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly location: Location;
}

/** One finding as every report tells it. */
export interface ReportEntry {
  readonly name: string;
  readonly kind: string;
  /** What it is of and its size, in a few words. */
  readonly what: string;
  /** `null` in a checkpoint, which is no text. */
  readonly location: Location | null;
  readonly verdict: VerdictName | null;
  readonly rule: string | null;
  readonly steps: number | null;
  readonly log10Gain: number | null;
  readonly explanation: string;
  /** Rows of a table: what, how much. */
  readonly figures: readonly (readonly [label: string, value: string])[];
  readonly remedies: readonly string[];
  readonly notes: readonly string[];
  readonly remarks: readonly Remark[];
  readonly figure: Figure | null;
}

/** A finding of any kind as a report tells it. */
export function entryOf(record: AnyRecord): ReportEntry {
  const [what, size] = describe(record);
  const steps = 'steps' in record ? record.steps : null;
  const log10Gain = 'log10Gain' in record ? record.log10Gain : (record.predicted?.log10Gain ?? null);
  const verdict = verdictNames.find((name) => name === record.verdict) ?? null;
  const gained = verdict !== null && (log10Gain !== null || !('predicted' in record));
  const over = steps === null ? '' : ` over ${formatSteps(steps)}`;
  return {
    name: record.name,
    kind: 'kind' in record ? record.kind : 'matrix',
    what: size === '' ? what : `${what}, ${size}`,
    location: record.location,
    verdict,
    rule: record.rule,
    steps,
    log10Gain,
    explanation: record.explanation,
    figures: [
      ...(gained ? [[`gain${over}`, formatPowerOfTen(log10Gain)] as const] : []),
      ...figuresOf(record),
    ],
    remedies: 'remedies' in record ? record.remedies.map(({ action }) => action) : [],
    notes: notesOf(record),
    remarks: 'notices' in record ? record.notices : [],
    figure: figureOf(record),
  };
}

const number = (value: number | null | undefined): string => (value == null ? '–' : formatNumber(value));

function memoryOf(halfLife: number | null): readonly [string, string] {
  return halfLife !== null && halfLife < 0
    ? ['doubling time', formatSteps(-halfLife)]
    : ['half-life', life(halfLife)];
}

function figuresOf(record: AnyRecord): (readonly [string, string])[] {
  if (!('kind' in record) || record.kind === 'matrix')
    return [
      ['σ_max', number(record.sigmaMax)],
      ...(record.spectralRadius === null ? [] : [['ρ', number(record.spectralRadius)] as const]),
      ...(record.verdict === null ? [] : [memoryOf(record.halfLife)]),
      ...(record.henrici === null ? [] : [['departure from normality', number(record.henrici)] as const]),
      ['activation', record.activation],
    ];
  switch (record.kind) {
    case 'config':
      return [
        ...(record.initializer === null ? [] : [['initialiser', record.initializer] as const]),
        ...(record.activation === null ? [] : [['activation', record.activation] as const]),
        ...(record.predicted
          ? [
              ['ρ at the start', number(record.predicted.spectralRadius)] as const,
              ['σ_max at the start', number(record.predicted.sigmaMax)] as const,
              ['factor per step', number(record.predicted.rate)] as const,
            ]
          : []),
        ...(record.clipping ? [['clipping', record.clipping.meaning] as const] : []),
      ];
    case 'cell':
      return [
        ...record.gates.map(
          ({ gate, sigmaMax, spectralRadius }) =>
            [`gate ${gate}`, `σ_max ${number(sigmaMax)}, ρ ${number(spectralRadius)}`] as const,
        ),
        ...(record.gatePath
          ? [[`half-life of ${record.gatePath.gate}`, spread(record.gatePath.halfLife)] as const]
          : []),
        ['activation', record.activation],
      ];
    case 'linear-recurrence': {
      const { min, median, max } = record.multiplier;
      return [
        ['|a|', `${number(min)} … ${number(median)} … ${number(max)}`],
        ['half-life', spread(record.halfLife)],
        [
          `channels that hold half over ${formatSteps(record.shareBeyond.steps)}`,
          `${number(100 * record.shareBeyond.share)} %`,
        ],
        ['depends on the input', record.dataDependent ? 'yes' : 'no'],
      ];
    }
    case 'feedforward':
      return [
        ...record.layers.map(({ tensor, sigmaMax }) => [tensor, `σ_max ${number(sigmaMax)}`] as const),
        ['activation', record.activation],
      ];
  }
}

const spread = ({ p5, p50, p95 }: { p5: number | null; p50: number | null; p95: number | null }): string =>
  `${life(p50)} (5 to 95 %: ${life(p5)} to ${life(p95)})`;

function notesOf(record: AnyRecord): readonly string[] {
  if ('notes' in record) return record.notes;
  return 'notices' in record ? record.notices.map(({ message }) => message) : [];
}
