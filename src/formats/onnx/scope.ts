import type { Listed } from '../tensorList';
import type { Node } from './recurrentNode';

/** What a graph, or a branch of one, defines; names not found here are looked for in the graph around it. */
export class Scope {
  /** Stored tensors by the names of this graph. */
  readonly stored = new Map<string, Listed>();
  /** Nodes by the names of what they give out. */
  readonly makers = new Map<string, Node>();
  readonly nodes: Node[] = [];
  /** The shapes of the graph's inputs and values that are stated; `null` for a length that is open. */
  readonly shapes = new Map<string, readonly (number | null)[]>();

  constructor(
    /** Names of the nodes and branches around it, for tensors whose own name is taken. */
    readonly path: string,
    readonly outer: Scope | null,
  ) {}

  /** The stored tensor of a name, here or around. */
  tensor(name: string): Listed | undefined {
    return this.stored.get(name) ?? this.outer?.tensor(name);
  }

  /** The shape that is stated of a name, here or around. */
  shape(name: string): readonly (number | null)[] | undefined {
    return this.shapes.get(name) ?? this.outer?.shape(name);
  }

  /** The node that gives a name out, with the graph that it stands in. */
  maker(name: string): { readonly node: Node; readonly scope: Scope } | undefined {
    const node = this.makers.get(name);
    return node ? { node, scope: this } : this.outer?.maker(name);
  }
}
