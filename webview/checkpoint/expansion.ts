import type { TreeNode } from './tree';

/** Trees of more rows begin folded. */
const maxOpenRows = 300;

/** Which nodes are open: a rule for all of them, and those for which the person turned it round. */
export interface ExpansionState {
  readonly base: 'default' | 'all' | 'none';
  readonly toggled: readonly string[];
}

export class Expansion {
  private readonly toggled: Set<string>;
  private base: ExpansionState['base'];
  private open = new Set<TreeNode>();

  constructor({ base, toggled }: ExpansionState) {
    this.base = base;
    this.toggled = new Set(toggled);
  }

  /** Takes in a tree: a small one begins open, a large one as far as its items. */
  follow(roots: readonly TreeNode[]): void {
    const nodes: TreeNode[] = [];
    const visit = (node: TreeNode): void => {
      nodes.push(node);
      node.children.forEach(visit);
    };
    roots.forEach(visit);
    this.open = new Set();
    if (nodes.length <= maxOpenRows) {
      for (const node of nodes) this.open.add(node);
      return;
    }
    const items = nodes.filter(({ kind }) => kind === 'item');
    if (items.length > maxOpenRows) return;
    for (const { parent } of items) {
      for (let at = parent; at && !this.open.has(at); at = at.parent) this.open.add(at);
    }
  }

  isExpanded(node: TreeNode): boolean {
    const usual = this.base === 'default' ? this.open.has(node) : this.base === 'all';
    return this.toggled.has(node.id) !== usual;
  }

  set(node: TreeNode, expanded: boolean): void {
    if (this.isExpanded(node) === expanded) return;
    if (!this.toggled.delete(node.id)) this.toggled.add(node.id);
  }

  setAll(base: 'all' | 'none'): void {
    this.base = base;
    this.toggled.clear();
  }

  get state(): ExpansionState {
    return { base: this.base, toggled: [...this.toggled] };
  }
}
