import { h } from '../ui/dom';
import type { TreeNode } from './tree';

/** Height of a row in pixels, as checkpoint.css has it too. */
export const rowHeight = 26;
/** Rows rendered above and below those in sight. */
const overscan = 12;

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly numeric: boolean;
}

/** The column that orders the rows. */
export interface Sorted {
  readonly column: string;
  readonly descending: boolean;
}

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

/** A tree in columns of which only the rows in sight are in the page: rows of one height, whatever their number. */
export class TreeGrid {
  private rows: readonly TreeNode[] = [];
  private active: string | null = null;
  private selected: string | null = null;
  private sortShown = '';
  private readonly header: HTMLElement;
  private readonly body = h('div', { class: 'grid-body', role: 'rowgroup' });
  private readonly scroller: HTMLElement;
  readonly element: HTMLElement;

  constructor(private readonly options: TreeGridOptions) {
    this.header = h('div', { class: 'grid-head', role: 'row', 'aria-rowindex': 1 });
    this.scroller = h(
      'div',
      {
        class: 'grid-scroll',
        role: 'treegrid',
        'aria-label': options.label,
        tabindex: 0,
      },
      h('div', { class: 'grid-head-place', role: 'rowgroup' }, this.header),
      this.body,
    );
    this.element = h('div', { class: 'grid' }, this.scroller);
    this.scroller.addEventListener('scroll', () => {
      this.draw();
      options.onScroll(this.scroller.scrollTop);
    });
    this.scroller.addEventListener('keydown', (event) => {
      this.key(event);
    });
    this.body.addEventListener('click', (event) => {
      this.click(event);
    });
    new ResizeObserver(() => {
      this.draw();
    }).observe(this.scroller);
  }

  render(rows: readonly TreeNode[], sorted: Sorted): void {
    this.rows = rows;
    this.scroller.setAttribute('aria-rowcount', String(rows.length + 1));
    this.scroller.setAttribute('aria-colcount', String(this.options.columns.length));
    const key = `${sorted.column} ${String(sorted.descending)}`;
    if (key !== this.sortShown) this.drawHeader(sorted);
    this.sortShown = key;
    this.body.style.height = `${rows.length * rowHeight}px`;
    this.draw();
  }

  private drawHeader(sorted: Sorted): void {
    const focused = document.activeElement?.closest<HTMLElement>('[role="columnheader"]')?.dataset['column'];
    this.header.replaceChildren(
      ...this.options.columns.map(({ id, label, numeric }) => {
        const sortable = ['name', 'size', 'verdict'].includes(id);
        const sort = id !== sorted.column ? undefined : sorted.descending ? 'descending' : 'ascending';
        const cell = h(
          'div',
          { role: 'columnheader', class: numeric ? 'numeric' : '', 'data-column': id, 'aria-sort': sort },
          sortable ? h('button', { class: 'sort', type: 'button' }, label) : label,
          sort ? h('span', { 'aria-hidden': 'true' }, sort === 'descending' ? ' ↓' : ' ↑') : null,
        );
        if (sortable) {
          cell.addEventListener('click', () => {
            this.options.onSort(id);
          });
        }
        return cell;
      }),
    );
    // The button that was pressed keeps the focus.
    if (focused) this.header.querySelector<HTMLElement>(`[data-column="${focused}"] button`)?.focus();
  }

  /** Marks the row that the detail shows. */
  select(id: string | null): void {
    this.selected = id;
    this.active ??= id;
    this.draw();
  }

  scrollTo(top: number): void {
    this.scroller.scrollTop = top;
    this.draw();
  }

  private draw(): void {
    const { scrollTop, clientHeight } = this.scroller;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan);
    const last = Math.min(this.rows.length, Math.ceil((scrollTop + clientHeight) / rowHeight) + overscan);
    const elements: HTMLElement[] = [];
    for (let i = first; i < last; i++) elements.push(this.row(this.rows[i]!, i));
    this.body.replaceChildren(...elements);
    const shown = elements.find(({ dataset }) => dataset['id'] === this.active);
    if (shown) this.scroller.setAttribute('aria-activedescendant', shown.id);
    else this.scroller.removeAttribute('aria-activedescendant');
  }

  private row(node: TreeNode, index: number): HTMLElement {
    const { columns, cell, isExpanded } = this.options;
    const expandable = node.children.length > 0;
    const row = h(
      'div',
      {
        id: `row-${index}`,
        role: 'row',
        class: `grid-row ${node.kind}${node.id === this.active ? ' active' : ''}`,
        'data-id': node.id,
        'data-index': index,
        'aria-level': node.depth + 1,
        'aria-rowindex': index + 2,
        'aria-expanded': expandable ? String(isExpanded(node)) : undefined,
        'aria-selected': String(node.id === this.selected),
      },
      ...columns.map(({ id, numeric }, i) =>
        i === 0
          ? this.nameCell(node, expandable)
          : h(
              'div',
              { role: 'gridcell', class: numeric ? 'numeric' : '', 'data-column': id },
              cell(node, id),
            ),
      ),
    );
    row.style.transform = `translateY(${index * rowHeight}px)`;
    return row;
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

  private click({ target }: MouseEvent): void {
    const element = (target as Element).closest<HTMLElement>('.grid-row');
    const node = element && this.rows[Number(element.dataset['index'])];
    if (!node) return;
    this.active = node.id;
    const onTwistie = (target as Element).closest('.twistie') !== null;
    if (node.children.length > 0 && (onTwistie || node.kind === 'module')) {
      this.options.onExpand(node, !this.options.isExpanded(node));
    }
    if (!onTwistie && node.kind !== 'module') this.options.onOpen(node);
    this.draw();
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.scroller || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.rows.findIndex(({ id }) => id === this.active);
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / rowHeight) - 2);
    const node = this.rows[at];
    switch (event.key) {
      case 'ArrowDown':
        this.move(at + 1);
        break;
      case 'ArrowUp':
        this.move(Math.max(0, at - 1));
        break;
      case 'PageDown':
        this.move(at + page);
        break;
      case 'PageUp':
        this.move(Math.max(0, at - page));
        break;
      case 'Home':
        this.move(0);
        break;
      case 'End':
        this.move(this.rows.length - 1);
        break;
      case 'ArrowRight':
        if (node) this.inward(node, at);
        break;
      case 'ArrowLeft':
        if (node) this.outward(node);
        break;
      case 'Enter':
      case ' ':
        if (node?.kind === 'module') this.options.onExpand(node, !this.options.isExpanded(node));
        else if (node) this.options.onOpen(node);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  private inward(node: TreeNode, at: number): void {
    if (node.children.length === 0) return;
    if (this.options.isExpanded(node)) this.move(at + 1);
    else this.options.onExpand(node, true);
  }

  private outward(node: TreeNode): void {
    if (node.children.length > 0 && this.options.isExpanded(node)) this.options.onExpand(node, false);
    else if (node.parent) this.move(this.rows.indexOf(node.parent));
  }

  private move(index: number): void {
    const to = Math.min(index, this.rows.length - 1);
    const node = this.rows[to];
    if (!node) return;
    this.active = node.id;
    const top = to * rowHeight;
    // The header stays in place above the rows.
    const inSight = this.scroller.clientHeight - this.header.offsetHeight - rowHeight;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top > this.scroller.scrollTop + inSight) this.scroller.scrollTop = top - inSight;
    this.draw();
  }
}
