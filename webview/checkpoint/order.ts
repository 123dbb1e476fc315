import type { QuickFigures } from '../../src/shared/checkpoint';
import type { Judgment } from '../../src/core/verdict';
import type { TreeNode } from './tree';

export const sortings = ['name', 'size', 'verdict'] as const;
export type Sorting = (typeof sortings)[number];

/** The figures of the items that have them, by the item's number. */
export type Figures = ReadonlyMap<number, QuickFigures>;

/** The verdicts from the one that needs attention most. */
const ranks: Readonly<Record<Judgment, number>> = {
  exploding: 0,
  vanishing: 1,
  growing: 2,
  undetermined: 3,
  fading: 4,
  stable: 5,
};

/** Orders figures, the worst first; without a verdict last. */
export function compareFigures(a: QuickFigures | undefined, b: QuickFigures | undefined): number {
  const rank = (figures: QuickFigures | undefined): number =>
    figures?.verdict ? ranks[figures.verdict] : ranks.stable + 1;
  const strength = (figures: QuickFigures | undefined): number =>
    figures === undefined || figures.verdict === null
      ? 0
      : figures.log10Gain === null
        ? Number.MAX_VALUE
        : Math.abs(figures.log10Gain);
  return rank(a) - rank(b) || strength(b) - strength(a);
}

/** The worst figures at or below each node that has any. */
export function worstFigures(roots: readonly TreeNode[], figures: Figures): Map<TreeNode, QuickFigures> {
  const worst = new Map<TreeNode, QuickFigures>();
  const visit = (node: TreeNode): QuickFigures | undefined => {
    let found = node.item ? figures.get(node.item.index) : undefined;
    for (const child of node.children) {
      const below = visit(child);
      if (below?.verdict && compareFigures(below, found) < 0) found = below;
    }
    if (found) worst.set(node, found);
    return found;
  };
  for (const root of roots) visit(root);
  return worst;
}

const natural = new Intl.Collator('en', { numeric: true });

/** How siblings are ordered; by name where nothing else tells them apart. */
export function siblingOrder(
  sorting: Sorting,
  worst: ReadonlyMap<TreeNode, QuickFigures>,
): (a: TreeNode, b: TreeNode) => number {
  const byName = (a: TreeNode, b: TreeNode): number => natural.compare(a.label, b.label);
  switch (sorting) {
    case 'name':
      return byName;
    case 'size':
      return (a, b) => b.bytes - a.bytes || byName(a, b);
    case 'verdict':
      return (a, b) => compareFigures(worst.get(a), worst.get(b)) || byName(a, b);
  }
}
