import { recordOf } from '../../src/shared/parse';
import { parseMonitorChoice, type MonitorChoice } from '../../src/shared/monitor';

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
  const { choice, threshold, framework, others } = recordOf(saved);
  return {
    choice: parseMonitorChoice(choice),
    threshold: typeof threshold === 'number' && threshold > 0 && threshold < Infinity ? threshold : null,
    framework: typeof framework === 'string' ? framework : null,
    others: others !== false,
  };
}
