import type { MonitorRules } from '../core/monitor/rules';
import type { MonitorVerdict } from '../core/monitor/report';
import type { MonitorCurve } from './monitor';
import type { PageHost, PageView } from './page';

/** One training run of many, in a line. */
export interface Run {
  /** The run's folder, or its file where several stand in one folder. */
  readonly run: string;
  readonly file: string;
  readonly format: string;
  readonly verdict: MonitorVerdict;
  readonly since: number | null;
  readonly stepFrom: 'logged' | 'record';
  readonly reason: string;
  readonly records: number;
  readonly lastStep: number | null;
  /** 0…1, of the logged steps. */
  readonly clipRate: number | null;
  readonly finalLoss: number | null;
  /** Norms along the run, about 60 at most; `null` for what is not finite. */
  readonly norms: readonly (number | null)[];
}

/** A log of a run: where it lies, or what is in it. */
export interface RunFile {
  /** Path with forward slashes, for recognition by name. */
  readonly path: string;
  /** Where a local file lies; the worker reads it by itself. */
  readonly file: string | null;
  /** The content of a file that is not local. */
  readonly bytes: Uint8Array | null;
}

/** A run to read: the first of its files that holds norms tells of it. */
export interface RunRequest {
  readonly run: string;
  readonly files: readonly RunFile[];
  readonly rules: MonitorRules;
}

/** A run as it was last read; `null` for one whose files hold no norms. */
export interface RunAnswer {
  readonly row: Run | null;
  /** Of the norms, where it was asked for. */
  readonly curve: MonitorCurve | null;
}

/** What the page of a folder of runs may ask of the host. */
export interface RunsHost extends PageHost {
  /** The folder, and its runs by their names. */
  list(params: null): Promise<{ readonly folder: string; readonly runs: readonly string[] }>;
  /** Runs of the list, read now; `curves` asks for their norms too. */
  read(params: { readonly runs: readonly string[]; readonly curves: boolean }): Promise<readonly RunAnswer[]>;
  /** Shows a run in a Gradient Monitor of its own. */
  open(params: { readonly run: string }): Promise<void>;
}

/** What the host may ask of that page. */
export type RunsView = PageView;
