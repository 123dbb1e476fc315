import type { StateHost } from '../matrix/state';
import type { ExpansionState } from './expansion';
import { sortings, type Sorting } from './order';

/** What the editor remembers while its tab is hidden or the window reloads. */
export interface CheckpointState {
  readonly filter: string;
  readonly sorting: Sorting;
  readonly expansion: ExpansionState;
  /** Id of the row that the detail shows; `null` for the overview. */
  readonly selected: string | null;
  /** Pixels scrolled in the list. */
  readonly scroll: number;
  /** The horizon chosen here; `null` follows config.json and the settings. */
  readonly steps: number | null;
  /** The checkpoint compared with, by its URI. */
  readonly other: string | null;
  /** Readings chosen for ambiguous cells, by the item's key. */
  readonly readings: Readonly<Record<string, number>>;
}

export class CheckpointStateStore {
  private state: CheckpointState;

  constructor(private readonly host: StateHost) {
    this.state = validState(host.getState());
  }

  get current(): CheckpointState {
    return this.state;
  }

  update(change: Partial<CheckpointState>): void {
    this.state = { ...this.state, ...change };
    this.host.setState(this.state);
  }
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** State may come from another version of the extension, so it is checked. */
export function validState(saved: unknown): CheckpointState {
  const { filter, sorting, expansion, selected, scroll, steps, other, readings } = asRecord(saved);
  const { base, toggled } = asRecord(expansion);
  return {
    filter: typeof filter === 'string' ? filter : '',
    sorting: sortings.find((name) => name === sorting) ?? 'verdict',
    expansion: {
      base: base === 'all' || base === 'none' ? base : 'default',
      toggled: Array.isArray(toggled) ? toggled.filter((id): id is string => typeof id === 'string') : [],
    },
    selected: typeof selected === 'string' ? selected : null,
    scroll: typeof scroll === 'number' && scroll >= 0 ? scroll : 0,
    steps: typeof steps === 'number' && Number.isInteger(steps) && steps >= 1 ? steps : null,
    other: typeof other === 'string' ? other : null,
    readings: Object.fromEntries(
      Object.entries(asRecord(readings)).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number',
      ),
    ),
  };
}
