import type { MonitorRules } from '../core/monitor/rules';
import type { Adaptive, Recommendation } from '../core/monitor/recommendation';
import type { MonitorReport, SeriesReport } from '../core/monitor/report';
import type { PageHost } from './page';
import { recordOf, wholeWithin } from './parse';

/** What the person chose in the monitor; it is also its saved state. */
export interface MonitorChoice {
  /** Name of the run, of a file that holds several; `null` for the last one. */
  readonly run: string | null;
  /** Name of the series in front; `null` for the total. */
  readonly series: string | null;
  /** Only series whose name contains this, in any case. */
  readonly query: string;
  /** First values that the recommendation leaves out. */
  readonly warmup: number;
}

export const defaultChoice: MonitorChoice = { run: null, series: null, query: '', warmup: 0 };
/** Longest query, in characters. */
const maxQuery = 200;

/** The choice from a saved state or a message, with the default for what is missing or no such thing. */
export function parseMonitorChoice(data: unknown): MonitorChoice {
  const { run, series, query, warmup } = recordOf(data);
  return {
    run: typeof run === 'string' ? run : defaultChoice.run,
    series: typeof series === 'string' ? series : defaultChoice.series,
    query: typeof query === 'string' ? query.slice(0, maxQuery) : defaultChoice.query,
    warmup: wholeWithin(warmup, [0, Number.MAX_SAFE_INTEGER], defaultChoice.warmup),
  };
}

/** A series as a picture shows it: samples as recorded, `null` for what is not finite. */
export interface MonitorCurve {
  readonly name: string;
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
}

/** The series in front, with what is marked on it. */
export interface FocusedCurve extends MonitorCurve {
  /** Number of values, of which the samples are a part. */
  readonly count: number;
  readonly lastStep: number;
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly spikes: readonly { readonly step: number; readonly value: number }[];
  readonly nonFinite: readonly { readonly from: number; readonly to: number }[];
}

/** A clipping threshold and the share of recorded steps it would have clipped. */
export interface ClippedShare {
  readonly threshold: number;
  readonly share: number;
}

/** A recommendation with its reason in words. */
export interface RecommendationText extends Omit<Recommendation, 'reason' | 'lost' | 'adaptive'> {
  readonly reason: string;
  readonly adaptive: readonly (Adaptive & { readonly text: string })[];
}

/** All that the Gradient Monitor shows of a log, downsampled to at most 1 MB. */
export interface MonitorModel extends Omit<
  MonitorReport,
  'total' | 'cause' | 'notes' | 'recommendation' | 'recommendations' | 'withheld'
> {
  /** File name without folders. */
  readonly file: string;
  /** The producer, or `null` while the file is empty. */
  readonly format: string | null;
  /** The runs that the file holds, and which of them this is; none and `null` where it is the only one. */
  readonly runs: readonly string[];
  readonly run: string | null;
  /** 0…1: how much of the file this rests on; `null` for all of it. */
  readonly readShare: number | null;
  readonly total: string | null;
  /** The worst series that match the query. */
  readonly series: readonly SeriesReport[];
  /** How many match, and how many there are. */
  readonly matching: number;
  readonly all: number;
  readonly focus: FocusedCurve | null;
  /** The worst of the other matching series. */
  readonly others: readonly MonitorCurve[];
  /** Thresholds from the smallest norm to the largest, for the what-if slider. */
  readonly whatIf: readonly ClippedShare[];
  /** The verdict in one sentence, and what to know besides. */
  readonly explanation: string;
  readonly notes: readonly string[];
  readonly recommendation: RecommendationText | null;
  /** One a total, where there are several. */
  readonly recommendations: readonly RecommendationText[];
  /** Why there is no single recommendation. */
  readonly withheld: string | null;
  readonly problems: readonly string[];
}

/** What the monitor's webview may ask of the host. */
export interface MonitorHost extends PageHost {
  /** Reads what was appended and judges all of it. Rejects with one sentence when the file is no log. */
  model(choice: MonitorChoice): Promise<MonitorModel>;
}

/** A log for the worker to follow. */
export interface MonitorRequest {
  /** The file's URI: what was read of it is kept under this key. */
  readonly key: string;
  /** Path with forward slashes, for recognition by name. */
  readonly path: string;
  /** Where a local file lies; the worker reads it by itself. */
  readonly file: string | null;
  /** The content of a file that is not local. */
  readonly bytes: Uint8Array | null;
  /** Nothing will be appended, as far as is known: an unfinished last line counts. */
  readonly complete: boolean;
  /** An answer on what can be read in about a second will do, and says how much that is; the next call goes on. */
  readonly inParts?: boolean;
  readonly choice: MonitorChoice;
  readonly rules: MonitorRules;
}
