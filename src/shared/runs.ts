import type { MonitorRules } from '../core/monitor/rules';
import type { MonitorVerdict } from '../core/monitor/report';
import type { MonitorCurve } from './monitor';
import type { PageHost, PageView } from './page';

/** One training run of many, in a line. */
export interface Run {
  /** The run's folder, or its file where several stand in one folder. */
  readonly run: string;
  readonly file: string;
  /** Its name within a file that holds several runs; else `null`. */
  readonly part: string | null;
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

/** A log: where it lies, or what is in it. */
export interface RunFile {
  /** Path with forward slashes, for recognition by name. */
  readonly path: string;
  /** Where a local file lies; the worker reads it by itself. */
  readonly file: string | null;
  /** The content of a file that is not local. */
  readonly bytes: Uint8Array | null;
}

/** A log to judge as a run. */
export interface RunRequest {
  readonly run: string;
  readonly place: RunFile;
  readonly rules: MonitorRules;
}

/** A run with its norms, to be drawn beside others. */
export interface RunWithCurve {
  readonly row: Run;
  readonly curve: MonitorCurve;
}

/** What the page of a folder of runs may ask of the host. */
export interface RunsHost extends PageHost {
  /** The folder's name, and the folders below it that hold logs. */
  list(params: null): Promise<{ readonly folder: string; readonly folders: readonly string[] }>;
  /** The runs in some of those folders, as they are now. */
  read(params: { readonly folders: readonly string[] }): Promise<readonly Run[]>;
  /** The norms of runs that were read; of one that is gone none. */
  curves(params: { readonly runs: readonly string[] }): Promise<readonly MonitorCurve[]>;
  /** Shows a run in a Gradient Monitor of its own. */
  open(params: { readonly run: string }): Promise<void>;
}

/** What the host may ask of that page. */
export type RunsView = PageView;
