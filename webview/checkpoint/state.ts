import { recordOf } from '../../src/shared/parse';
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

/** State may come from another version of the extension, so it is checked. */
export function validState(saved: unknown): CheckpointState {
  const { filter, sorting, expansion, selected, scroll, steps, other, readings } = recordOf(saved);
  const { base, toggled } = recordOf(expansion);
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
      Object.entries(recordOf(readings)).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number',
      ),
    ),
  };
}
