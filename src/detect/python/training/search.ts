import type { Definition } from './definitions';
import type { Scope } from './scopes';
import type { Assignment, Call } from './script';

/** Where a value comes from, as far as the script shows. */
export interface Origin {
  /** The calls that may have made it. */
  readonly calls: Call[];
  /** The classes that it may be an object of: that of `self`. */
  readonly classes: Definition[];
  /** Some of it cannot be seen: a parameter of a function that nobody calls, something imported. */
  unknown: boolean;
}

/** Names that stand for names that stand for … are followed so far. */
const maxDepth = 40;
/** So many names are looked at for one. */
const maxLooks = 500;
/** Where a name is read: a later assignment does not count there. */
export interface Place {
  readonly scope: Scope;
  readonly at: number;
}

/** What has been found, and what has been looked at. */
export class Search {
  readonly origin: Origin = { calls: [], classes: [], unknown: false };

  constructor(
    private readonly seen = new Set<string>(),
    private depth = 0,
  ) {}

  /** A search for something on the way. */
  within(): Search {
    return new Search(this.seen, this.depth);
  }

  /** Whether to look at something: not twice, and not endlessly. */
  enter(key: string): boolean {
    if (this.seen.has(key)) return false;
    if (this.depth > maxDepth || this.seen.size > maxLooks) {
      this.origin.unknown = true;
      return false;
    }
    this.seen.add(key);
    this.depth++;
    return true;
  }

  leave(): void {
    this.depth--;
  }
}

/** The assignments in a scope whose values may be there at a position: the last one before it, and those in branches since. */
export function reach(assignments: readonly Assignment[], at: number): readonly Assignment[] {
  const found: Assignment[] = [];
  for (const assignment of assignments.toReversed()) {
    const { node } = assignment;
    if (node.to > at) continue;
    found.push(assignment);
    const block = node.parent;
    if (block && block.from <= at && at <= block.to && block.name !== 'StatementGroup') break;
  }
  return found.length > 0 ? found : assignments;
}
