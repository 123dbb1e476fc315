/** A node of a model's graph. */
export interface GraphNode<T> {
  readonly name: string;
  /** Names of the nodes that it takes from. */
  readonly from: readonly string[];
  /** What it multiplies by, if it is a dense layer; `null` for any other node. */
  readonly weight: T | null;
  /** Whether it passes on what it gets, number by number or fewer of them. */
  readonly passes: boolean;
}

/**
 * The dense layers that follow one another in a graph, with nothing between them but what passes on its input and no second way
 * beside them. A chain whose result is merged with something else is a branch, and none.
 */
export function graphChains<T>(nodes: readonly GraphNode<T>[]): T[][] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const takers = new Map<string, GraphNode<T>[]>();
  for (const node of nodes) {
    for (const name of node.from) {
      const known = takers.get(name);
      if (known) known.push(node);
      else takers.set(name, [node]);
    }
  }
  const next = new Map<string, GraphNode<T>>();
  const first: GraphNode<T>[] = [];
  for (const node of nodes) {
    if (node.weight === null) continue;
    const before = denseBefore(node, byName, takers);
    if (before) next.set(before.name, node);
    else first.push(node);
  }
  return first.flatMap((start) => {
    const chain: GraphNode<T>[] = [];
    for (let node: GraphNode<T> | undefined = start; node; node = next.get(node.name)) chain.push(node);
    return isMerged(chain.at(-1)!, takers) ? [] : [chain.map(({ weight }) => weight!)];
  });
}

type Takers<T> = ReadonlyMap<string, readonly GraphNode<T>[]>;

/** The dense layer whose output, passed on by others, is all that a layer takes and that nothing else takes. */
function denseBefore<T>(
  { from }: GraphNode<T>,
  byName: ReadonlyMap<string, GraphNode<T>>,
  takers: Takers<T>,
): GraphNode<T> | undefined {
  const seen = new Set<string>();
  for (let names = from; ;) {
    const [name] = names;
    if (names.length !== 1 || name === undefined || takers.get(name)!.length !== 1 || seen.has(name))
      return undefined;
    seen.add(name);
    const node = byName.get(name);
    if (!node || node.weight !== null || !node.passes) return node?.weight === null ? undefined : node;
    names = node.from;
  }
}

function isMerged<T>(last: GraphNode<T>, takers: Takers<T>): boolean {
  const seen = new Set<string>();
  for (let node = last; !seen.has(node.name);) {
    seen.add(node.name);
    const after = takers.get(node.name) ?? [];
    if (after.some(({ from }) => from.length > 1)) return true;
    const [only] = after;
    if (after.length !== 1 || !only!.passes) return false;
    node = only!;
  }
  return false;
}
