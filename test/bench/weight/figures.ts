/** VS Code's own account of an activation, in ms. */
export interface Activation {
  readonly loadCode: number;
  readonly callActivate: number;
  /** Until what `activate` returned had settled. */
  readonly finishActivate: number;
}

/** What the extension host's process holds after collecting garbage, in bytes. */
export interface Memory {
  /** JavaScript's heap of the host's thread with what hangs on it outside of the heap. */
  readonly heap: number;
  /** The whole process, worker threads included. */
  readonly resident: number;
}

/** One fresh extension host. */
export interface HostFigures {
  /** VS Code's version. */
  readonly version: string;
  readonly activation: Activation;
  /** From asking for the activation to its end, as seen by another extension. */
  readonly activated: number;
  /** The parts of loading the bundle, in ms, on a second look at the same file in the same host. */
  readonly bundle: { readonly read: number; readonly compile: number };
  readonly before: Memory;
  /** Activated, nothing open. */
  readonly idle: Memory;
  /** A file with matrices open, its verdicts shown: the worker thread is there. */
  readonly open: Memory;
}
