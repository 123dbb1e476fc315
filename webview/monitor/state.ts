import { defaultChoice, type MonitorChoice } from '../../src/shared/monitor';

/** What the monitor remembers of a person's choices. */
export interface MonitorState {
  readonly choice: MonitorChoice;
  /** Threshold of the what-if slider; `null` stands at the recommendation. */
  readonly threshold: number | null;
  /** Framework whose line of code is shown; `null` for the log's own. */
  readonly framework: string | null;
  /** Whether the other series are drawn. */
  readonly others: boolean;
}

/** State may come from another version of the extension, so it is checked. */
export function validState(saved: unknown): MonitorState {
  const { choice, threshold, framework, others } = asRecord(saved);
  const { series, query, warmup } = asRecord(choice);
  return {
    choice: {
      series: typeof series === 'string' ? series : defaultChoice.series,
      query: typeof query === 'string' ? query : defaultChoice.query,
      warmup:
        typeof warmup === 'number' && Number.isInteger(warmup) && warmup >= 0 ? warmup : defaultChoice.warmup,
    },
    threshold: typeof threshold === 'number' && threshold > 0 && threshold < Infinity ? threshold : null,
    framework: typeof framework === 'string' ? framework : null,
    others: others !== false,
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
