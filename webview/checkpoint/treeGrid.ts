import { h } from '../ui/dom';
import { RowGrid, type Column, type RowParts, type Sorted } from '../ui/rowGrid';
import type { TreeNode } from './tree';

export interface TreeGridOptions {
  readonly label: string;
  readonly columns: readonly Column[];
  /** What a row shows in a column other than the first. */
  readonly cell: (node: TreeNode, column: string) => Node | string;
  readonly isExpanded: (node: TreeNode) => boolean;
  readonly onExpand: (node: TreeNode, expanded: boolean) => void;
  /** A row was chosen, by click or Enter. */
  readonly onOpen: (node: TreeNode) => void;
  readonly onScroll: (top: number) => void;
  readonly onSort: (column: string) => void;
}

/** A tree in columns, of which the rows in sight are in the page. */
export class TreeGrid {
  private readonly grid: RowGrid<TreeNode>;
  readonly element: HTMLElement;

  constructor(private readonly options: TreeGridOptions) {
    const { label, columns, onScroll, onSort } = options;
    this.grid = new RowGrid<TreeNode>({
      ...{ label, columns, onScroll, onSort, role: 'treegrid' },
      idOf: ({ id }) => id,
      parts: (node) => this.parts(node),
      onClick: (node, target) => {
        this.click(node, target);
      },
      onKey: (key, node) => this.key(key, node),
    });
    this.element = this.grid.element;
  }

  render(rows: readonly TreeNode[], sorted: Sorted): void {
    this.grid.render(rows, sorted);
  }

  /** Marks the row that the detail shows. */
  select(id: string | null): void {
    this.grid.select(id === null ? [] : [id]);
  }

  scrollTo(top: number): void {
    this.grid.scrollTo(top);
  }

  private parts(node: TreeNode): RowParts {
    const { columns, cell, isExpanded } = this.options;
    const expandable = node.children.length > 0;
    return {
      class: node.kind,
      attributes: {
        'aria-level': node.depth + 1,
        'aria-expanded': expandable ? String(isExpanded(node)) : undefined,
      },
      cells: columns.map(({ id, numeric }, i) =>
        i === 0
          ? this.nameCell(node, expandable)
          : h(
              'div',
              { role: 'gridcell', class: numeric ? 'numeric' : '', 'data-column': id },
              cell(node, id),
            ),
      ),
    };
  }

  private nameCell(node: TreeNode, expandable: boolean): HTMLElement {
    const twistie = h(
      'span',
      { class: 'twistie', 'aria-hidden': 'true' },
      expandable ? (this.options.isExpanded(node) ? '⌄' : '›') : '',
    );
    const cell = h(
      'div',
      { role: 'rowheader', class: 'name', 'data-column': 'name', title: node.name },
      twistie,
      h('span', { class: 'label' }, node.label),
    );
    cell.style.paddingInlineStart = `${4 + node.depth * 12}px`;
    return cell;
  }

  private click(node: TreeNode, target: Element): void {
    const onTwistie = target.closest('.twistie') !== null;
    if (node.children.length > 0 && (onTwistie || node.kind === 'module')) {
      this.options.onExpand(node, !this.options.isExpanded(node));
    }
    if (!onTwistie && node.kind !== 'module') this.options.onOpen(node);
  }

  private key(key: string, node: TreeNode): boolean {
    const { isExpanded, onExpand, onOpen } = this.options;
    switch (key) {
      case 'ArrowRight':
        if (node.children.length === 0) return true;
        if (isExpanded(node)) this.grid.move(this.grid.indexOf(node) + 1);
        else onExpand(node, true);
        return true;
      case 'ArrowLeft':
        if (node.children.length > 0 && isExpanded(node)) onExpand(node, false);
        else if (node.parent) this.grid.move(this.grid.indexOf(node.parent));
        return true;
      case 'Enter':
      case ' ':
        if (node.kind === 'module') onExpand(node, !isExpanded(node));
        else onOpen(node);
        return true;
      default:
        return false;
    }
  }
}
