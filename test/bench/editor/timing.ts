/** What was measured for a literal of order n, in ms. */
export interface EditorTiming {
  readonly n: number;
  readonly rounds: number;
  /** From the keystroke to the fresh hover. */
  readonly p50: number;
  readonly p95: number;
  /** How long the extension host's thread was busy at a stretch while edits were analyzed. */
  readonly busyP99: number;
  readonly busyMax: number;
}

export interface EditorResults {
  /** VS Code's version. */
  readonly version: string;
  readonly timings: readonly EditorTiming[];
}
