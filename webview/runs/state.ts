import { recordOf } from '../../src/shared/parse';
import { sortings, type RunsOrder } from './order';

/** Runs drawn over each other, at most: as many looks as a chart has. */
export const maxChosen = 10;
/** Longest filter, in characters. */
const maxFilter = 200;

/** What the list of runs remembers of a person's choices. */
export interface RunsState extends RunsOrder {
  /** Runs that are drawn over each other, by name. */
  readonly chosen: readonly string[];
}

/** State may come from another version of the extension, so it is checked. */
export function validState(saved: unknown): RunsState {
  const { filter, sorting, descending, chosen } = recordOf(saved);
  return {
    filter: typeof filter === 'string' ? filter.slice(0, maxFilter) : '',
    sorting: sortings.find((known) => known === sorting) ?? 'verdict',
    descending: descending === true,
    chosen: Array.isArray(chosen)
      ? chosen.filter((run): run is string => typeof run === 'string').slice(0, maxChosen)
      : [],
  };
}
