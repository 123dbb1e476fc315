import { verdictWord } from '../../src/present/verdictWord';
import type { QuickFigures } from '../../src/shared/checkpoint';
import { siblingOrder, worstFigures, type Figures, type Sorting } from './order';
import type { TreeNode } from './tree';

/** What the person made of the tree. */
export interface TreeView {
  readonly filter: string;
  readonly sorting: Sorting;
  /** Is the node open, as far as it has children? A filter opens all. */
  readonly isExpanded: (node: TreeNode) => boolean;
}

export interface VisibleRows {
  readonly rows: readonly TreeNode[];
  readonly worst: ReadonlyMap<TreeNode, QuickFigures>;
  /** Items and tensors that the filter lets through. */
  readonly matches: number;
}

/** The rows from the top to the bottom: filtered, sorted, and without what is folded away. */
export function visibleRows(roots: readonly TreeNode[], figures: Figures, view: TreeView): VisibleRows {
  const worst = worstFigures(roots, figures);
  const order = siblingOrder(view.sorting, worst);
  const terms = view.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = terms.length > 0 ? matching(roots, figures, terms) : null;
  const rows: TreeNode[] = [];
  const visit = (siblings: readonly TreeNode[]): void => {
    for (const node of [...siblings].sort(order)) {
      if (kept && !kept.nodes.has(node)) continue;
      rows.push(node);
      if (node.children.length > 0 && (kept !== null || view.isExpanded(node))) visit(node.children);
    }
  };
  visit(roots);
  return { rows, worst, matches: kept?.count ?? 0 };
}

/** Nodes that hold every term in name, kind or verdict, with what is above them. */
function matching(
  roots: readonly TreeNode[],
  figures: Figures,
  terms: readonly string[],
): { readonly nodes: ReadonlySet<TreeNode>; readonly count: number } {
  const nodes = new Set<TreeNode>();
  let count = 0;
  const visit = (node: TreeNode): void => {
    if (node.kind !== 'module') {
      const { name, item, tensor } = node;
      const verdict = item ? figures.get(item.index)?.verdict : null;
      const words = verdict ? `${verdict} ${verdictWord(verdict)}` : '';
      const text = `${name} ${item?.what ?? ''} ${tensor?.dtype ?? ''} ${words}`.toLowerCase();
      if (terms.every((term) => text.includes(term))) {
        count++;
        for (let at: TreeNode | null = node; at && !nodes.has(at); at = at.parent) nodes.add(at);
      }
    }
    for (const child of node.children) visit(child);
  };
  for (const root of roots) visit(root);
  return { nodes, count };
}
