import * as l10n from '@vscode/l10n';
import { formatLife, formatNumber, formatPowerOfTen, formatSteps } from '../format';
import type { Thresholds } from '../../core/analysis';
import type { Location } from '../../core/record';
import { verdictNames, type VerdictName } from '../../core/verdict';
import type { Plot } from '../plot/plot';
import { describe, type AnyRecord } from './describe';
import { pictureOf } from './picture';

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
  /** Its curve or histogram, if it has one. */
  readonly plot: Plot | null;
}

/** A finding of any kind as a report tells it; its picture shows what the thresholds call stable. */
export function entryOf(record: AnyRecord, thresholds: Thresholds): ReportEntry {
  const [what, size] = describe(record);
  const steps = 'steps' in record ? record.steps : null;
  const log10Gain = 'log10Gain' in record ? record.log10Gain : (record.predicted?.log10Gain ?? null);
  const verdict = verdictNames.find((name) => name === record.verdict) ?? null;
  const gained = verdict !== null && (log10Gain !== null || !('predicted' in record));
  const gain = steps === null ? l10n.t('gain') : l10n.t('gain over {0}', formatSteps(steps));
  return {
    name: record.name,
    kind: 'kind' in record ? record.kind : 'matrix',
    what: size === '' ? what : [what, size].join(l10n.t(', ')),
    location: record.location,
    verdict,
    rule: record.rule,
    steps,
    log10Gain,
    explanation: record.explanation,
    figures: [...(gained ? [[gain, formatPowerOfTen(log10Gain)] as const] : []), ...figuresOf(record)],
    remedies: 'remedies' in record ? record.remedies.map(({ action }) => action) : [],
    notes: notesOf(record),
    remarks: 'notices' in record ? record.notices : [],
    plot: pictureOf(record, thresholds),
  };
}

const number = (value: number | null | undefined): string => (value == null ? '–' : formatNumber(value));

function memoryOf(halfLife: number | null): readonly [string, string] {
  return halfLife !== null && halfLife < 0
    ? [l10n.t('doubling time'), formatSteps(-halfLife)]
    : [l10n.t('half-life'), formatLife(halfLife)];
}

function figuresOf(record: AnyRecord): (readonly [string, string])[] {
  if (!('kind' in record) || record.kind === 'matrix')
    return [
      ['σ_max', number(record.sigmaMax)],
      ...(record.spectralRadius === null ? [] : [['ρ', number(record.spectralRadius)] as const]),
      ...(record.verdict === null ? [] : [memoryOf(record.halfLife)]),
      ...(record.henrici === null
        ? []
        : [[l10n.t('departure from normality'), number(record.henrici)] as const]),
      [l10n.t('activation'), record.activation],
    ];
  switch (record.kind) {
    case 'config':
      return [
        ...(record.initializer === null ? [] : [[l10n.t('initializer'), record.initializer] as const]),
        ...(record.activation === null ? [] : [[l10n.t('activation'), record.activation] as const]),
        ...(record.predicted
          ? [
              [l10n.t('ρ at the start'), number(record.predicted.spectralRadius)] as const,
              [l10n.t('σ_max at the start'), number(record.predicted.sigmaMax)] as const,
              [l10n.t('factor per step'), number(record.predicted.rate)] as const,
            ]
          : []),
        ...(record.clipping ? [[l10n.t('clipping'), record.clipping.meaning] as const] : []),
      ];
    case 'cell':
      return [
        ...record.gates.map(
          ({ gate, sigmaMax, spectralRadius }) =>
            [l10n.t('gate {0}', gate), `σ_max ${number(sigmaMax)}, ρ ${number(spectralRadius)}`] as const,
        ),
        ...(record.gatePath
          ? [[l10n.t('half-life of {0}', record.gatePath.gate), spread(record.gatePath.halfLife)] as const]
          : []),
        [l10n.t('activation'), record.activation],
      ];
    case 'linear-recurrence': {
      const { min, median, max } = record.multiplier;
      return [
        ['|a|', `${number(min)} … ${number(median)} … ${number(max)}`],
        [l10n.t('half-life'), spread(record.halfLife)],
        [
          l10n.t('channels that hold half over {0}', formatSteps(record.shareBeyond.steps)),
          `${number(100 * record.shareBeyond.share)} %`,
        ],
        [l10n.t('depends on the input'), record.dataDependent ? l10n.t('yes') : l10n.t('no')],
      ];
    }
    case 'feedforward':
      return [
        ...record.layers.map(({ tensor, sigmaMax }) => [tensor, `σ_max ${number(sigmaMax)}`] as const),
        [l10n.t('activation'), record.activation],
      ];
  }
}

const spread = ({ p5, p50, p95 }: { p5: number | null; p50: number | null; p95: number | null }): string =>
  l10n.t('{0} (5 to 95 %: {1} to {2})', formatLife(p50), formatLife(p5), formatLife(p95));

function notesOf(record: AnyRecord): readonly string[] {
  if ('notes' in record) return record.notes;
  return 'notices' in record ? record.notices.map(({ message }) => message) : [];
}
