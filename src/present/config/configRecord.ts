import * as l10n from '@vscode/l10n';
import type { TextRange } from '../../core/textRange';
import { clippingOf } from '../../core/config/clipping';
import type { DrivenGains } from '../../core/config/drivenGains';
import type { Prediction } from '../../core/config/prediction';
import { spreadOf, type Sample } from '../../core/config/sample';
import {
  configFields,
  isGated,
  type Clipping,
  type RecurrentConfig,
} from '../../core/config/recurrentConfig';
import type { StepsFrom } from '../../core/analysis';
import type { Location } from '../../core/location';
import type { Claim, EvidenceRecord } from '../../core/record';
import type { Severity } from '../../core/verdict';
import type { NoticeRule } from '../../core/config/notices';
import { libraries } from '../../core/config/libraries';
import { standingOf } from '../role/standing';
import { initializerName } from './initializerName';
import { modelLine } from './modelLine';
import { explainPrediction } from './prediction';

/** A recurrent network, or clipping alone, in a config as `--json` prints it. */
export interface ConfigRecord extends Predicted {
  readonly kind: 'config';
}

/** A recurrent model in source code as `--json` prints it. */
export interface CodeRecord extends Predicted {
  readonly kind: 'code';
  /** The library that the cell belongs to; `own code` for a matrix of the script's own. */
  readonly framework: string;
  readonly bidirectional: boolean;
  /** Cell, size, length and clipping in one line: `LSTM 2×256, T = 35, clipped at 0.25`. */
  readonly model: string;
}

/** Seeded draws; `log10Gain` is that at rest, or, where `driven`, the medians under inputs of each strength. */
interface SampledRecord extends Sample {
  readonly driven: boolean;
}

interface Predicted extends Claim {
  readonly name: string;
  readonly family: string;
  readonly location: Location;
  /** `null`, as all up to `clipping`, in a config of clipping alone. */
  readonly cell: string | null;
  readonly hiddenSize: number | null;
  readonly layers: number | null;
  /** What the config states, else its framework's default. */
  readonly activation: string | null;
  readonly initializer: string | null;
  readonly initializerParameters: Prediction['initializer'] | null;
  readonly sequenceLength: number | null;
  /** Horizon of the prediction: the sequence length, else `--steps`. */
  readonly steps: number | null;
  readonly clipping: (Clipping & { readonly stated: boolean; readonly meaning: string }) | null;
  /** Limits for a large hidden size; log10Gain is steps·log10 of the rate. */
  readonly predicted: Pick<Prediction, 'spectralRadius' | 'sigmaMax' | 'log10Gain' | 'rate'> | null;
  readonly sampled: SampledRecord | null;
  /** log10 of the gain under inputs of each strength; `null` where the gain is that at rest. */
  readonly scales: DrivenGains['scales'] | null;
  /** log10 of the gain that 9 of 10 starts have at every strength; `null` as `scales`. */
  readonly range: DrivenGains['range'] | null;
  readonly gate: Prediction['gate'];
  readonly verdict: string | null;
  readonly rule: string | null;
  readonly explanation: string;
  readonly notices: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly location: Location;
  }[];
  /** Where each stated value stands. */
  readonly places: Readonly<Record<string, Location & { readonly path: string }>>;
}

/** What a record is made of: a config, what it leads to, and what is remarkable about its values. */
export interface PredictedConfig {
  readonly config: RecurrentConfig;
  /** `null` for a config of clipping alone. */
  readonly prediction: Prediction | null;
  /** What the clipping in force does, in one sentence; `null` where none is known. */
  readonly clipping: string | null;
  readonly notices: readonly {
    readonly rule: NoticeRule;
    readonly severity: string;
    readonly message: string;
    readonly range: TextRange;
  }[];
}

/** The record of a config; `stepsFrom` says where the horizon comes from that holds where the config names none. */
export function configRecord(
  { config, prediction, clipping: meaning, notices }: PredictedConfig,
  locate: (range: TextRange) => Location,
  stepsFrom: StepsFrom = 'default',
): ConfigRecord | CodeRecord {
  const { fields, code } = config;
  // Of gates written by hand no default of a library is known.
  const modeled = prediction?.unmodeled === 'own-gates' ? null : prediction;
  const kind = code
    ? ({
        kind: 'code',
        framework: libraries[code.library].title,
        bidirectional: code.bidirectional,
        model: prediction ? modelLine(config, prediction) : '',
      } as const)
    : ({ kind: 'config' } as const);
  return {
    ...kind,
    name: config.name,
    family: config.family,
    role: prediction ? 'recurrent' : 'unknown',
    evidence: prediction ? evidenceOf(config, locate) : [],
    location: locate(config.anchor),
    cell: prediction?.cell ?? null,
    hiddenSize: prediction?.hiddenSize ?? null,
    layers: prediction && (fields.layers?.value ?? 1),
    activation: modeled?.activation ?? null,
    initializer: modeled && initializerName(modeled.initializer),
    initializerParameters: modeled?.initializer ?? null,
    sequenceLength: fields.sequenceLength?.value ?? null,
    steps: prediction?.steps ?? null,
    stepsFrom: fields.sequenceLength && stepsFrom !== 'argument' ? (code ? 'file' : 'config') : stepsFrom,
    clipping: clippingRecord(config, meaning),
    predicted: prediction && {
      spectralRadius: prediction.spectralRadius,
      sigmaMax: prediction.sigmaMax,
      log10Gain: prediction.log10Gain,
      rate: prediction.rate,
    },
    sampled: sampledRecord(prediction),
    scales: prediction?.driven?.scales ?? null,
    range: prediction?.driven?.range ?? null,
    gate: prediction?.gate ?? null,
    verdict: prediction?.verdict ?? null,
    severity: severityOf(notices),
    rule: prediction?.rule ?? null,
    explanation: prediction ? explainPrediction(prediction) : (meaning ?? ''),
    notices: notices.map(({ rule, severity, message, range }) => ({
      rule,
      severity,
      message,
      location: locate(range),
    })),
    places: Object.fromEntries(
      configFields.flatMap((field) => {
        const placed = fields[field];
        return placed ? [[field, { ...locate(placed.range), path: placed.path }]] : [];
      }),
    ),
  };
}

function evidenceOf(
  { fields, name, anchor, code }: RecurrentConfig,
  locate: (range: TextRange) => Location,
): readonly EvidenceRecord[] {
  if (code) {
    const { evidence } = standingOf(
      { role: 'recurrent', evidence: code.evidence, vetoes: [], judged: true },
      locate,
    );
    return evidence.map((record, i) => {
      const item = code.evidence[i];
      return item?.kind === 'constructor' ? { ...record, text: l10n.t('{0} makes it', item.callee) } : record;
    });
  }
  const { path, range } = fields.cell ?? { path: name, range: anchor };
  return [{ kind: 'config', text: l10n.t('{0} says so', path), location: locate(range) }];
}

/** What the editor shows: the most severe of the remarks. */
function severityOf(notices: PredictedConfig['notices']): Severity {
  if (notices.length === 0) return 'none';
  return notices.some(({ severity }) => severity === 'warning') ? 'warning' : 'information';
}

/** Gates depend on inputs, so a gated cell's gain is the driven one, as `predicted` has it. */
function sampledRecord(prediction: Prediction | null): SampledRecord | null {
  const { sampled = null, driven = null } = prediction ?? {};
  if (!prediction || !sampled) return null;
  if (!driven || !isGated(prediction.cell)) return { ...sampled, driven: false };
  const gains = driven.scales.map(({ log10Gain }) => log10Gain ?? -Infinity);
  return { ...sampled, log10Gain: spreadOf(gains), driven: true };
}

function clippingRecord(config: RecurrentConfig, meaning: string | null): ConfigRecord['clipping'] {
  const clipping = clippingOf(config);
  return clipping && { ...clipping, stated: config.fields.clipping !== undefined, meaning: meaning ?? '' };
}
