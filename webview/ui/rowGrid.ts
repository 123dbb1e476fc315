import { h } from './dom';

/** Height of a row in pixels, as style/grid.css has it too. */
export const rowHeight = 26;
/** Rows rendered above and below those in sight. */
const overscan = 12;

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly numeric: boolean;
  /** Its heading orders the rows. */
  readonly sortable?: boolean;
}

/** The column that orders the rows. */
export interface Sorted {
  readonly column: string;
  readonly descending: boolean;
}

/** What a row is made of. */
export interface RowParts {
  readonly class: string;
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  /** One a column. */
  readonly cells: readonly HTMLElement[];
}

export interface RowGridOptions<Row> {
  readonly label: string;
  readonly role: 'grid' | 'treegrid';
  readonly columns: readonly Column[];
  readonly idOf: (row: Row) => string;
  readonly parts: (row: Row) => RowParts;
  /** A row was clicked, at that element of it. */
  readonly onClick: (row: Row, target: Element) => void;
  /** A key on the active row that does not move it; whether it was one. */
  readonly onKey: (key: string, row: Row) => boolean;
  readonly onScroll?: (top: number) => void;
  readonly onSort: (column: string) => void;
}

/** Rows of one height in columns, of which only those in sight are in the page, whatever their number. */
export class RowGrid<Row> {
  private rows: readonly Row[] = [];
  private active: string | null = null;
  private selected: ReadonlySet<string> = new Set();
  private sortShown = '';
  private readonly header = h('div', { class: 'grid-head', role: 'row', 'aria-rowindex': 1 });
  private readonly body = h('div', { class: 'grid-body', role: 'rowgroup' });
  private readonly scroller: HTMLElement;
  readonly element: HTMLElement;

  constructor(private readonly options: RowGridOptions<Row>) {
    const { role, label, onScroll } = options;
    this.scroller = h(
      'div',
      {
        class: 'grid-scroll',
        role,
        'aria-label': label,
        'aria-multiselectable': role === 'grid' ? 'true' : undefined,
        tabindex: 0,
      },
      h('div', { class: 'grid-head-place', role: 'rowgroup' }, this.header),
      this.body,
    );
    this.element = h('div', { class: 'grid' }, this.scroller);
    this.scroller.addEventListener('scroll', () => {
      this.draw();
      onScroll?.(this.scroller.scrollTop);
    });
    this.scroller.addEventListener('keydown', (event) => {
      this.key(event);
    });
    this.body.addEventListener('click', ({ target }) => {
      this.click(target as Element);
    });
    new ResizeObserver(() => {
      this.draw();
    }).observe(this.scroller);
  }

  render(rows: readonly Row[], sorted: Sorted): void {
    this.rows = rows;
    this.scroller.setAttribute('aria-rowcount', String(rows.length + 1));
    this.scroller.setAttribute('aria-colcount', String(this.options.columns.length));
    const key = `${sorted.column} ${String(sorted.descending)}`;
    if (key !== this.sortShown) this.drawHeader(sorted);
    this.sortShown = key;
    this.body.style.height = `${rows.length * rowHeight}px`;
    this.draw();
  }

  /** Marks rows as chosen; the first of them takes the keyboard where no row has it. */
  select(ids: readonly string[]): void {
    this.selected = new Set(ids);
    this.active ??= ids[0] ?? null;
    this.draw();
  }

  /** Where a row is in the list; −1 for none. */
  indexOf(row: Row): number {
    return this.rows.indexOf(row);
  }

  scrollTo(top: number): void {
    this.scroller.scrollTop = top;
    this.draw();
  }

  /** Brings the keyboard to a row and the row in sight. */
  move(index: number): void {
    const to = Math.min(index, this.rows.length - 1);
    const row = this.rows[to];
    if (row === undefined) return;
    this.active = this.options.idOf(row);
    const top = to * rowHeight;
    // The header stays in place above the rows.
    const inSight = this.scroller.clientHeight - this.header.offsetHeight - rowHeight;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top > this.scroller.scrollTop + inSight) this.scroller.scrollTop = top - inSight;
    this.draw();
  }

  private drawHeader(sorted: Sorted): void {
    const focused = document.activeElement?.closest<HTMLElement>('[role="columnheader"]')?.dataset['column'];
    this.header.replaceChildren(
      ...this.options.columns.map(({ id, label, numeric, sortable = false }) => {
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

  private row(row: Row, index: number): HTMLElement {
    const id = this.options.idOf(row);
    const { class: own, attributes = {}, cells } = this.options.parts(row);
    const element = h(
      'div',
      {
        id: `row-${index}`,
        role: 'row',
        class: `grid-row ${own}${id === this.active ? ' active' : ''}`,
        'data-id': id,
        'data-index': index,
        'aria-rowindex': index + 2,
        'aria-selected': String(this.selected.has(id)),
        ...attributes,
      },
      ...cells,
    );
    element.style.transform = `translateY(${index * rowHeight}px)`;
    return element;
  }

  private click(target: Element): void {
    const element = target.closest<HTMLElement>('.grid-row');
    const row = element ? this.rows[Number(element.dataset['index'])] : undefined;
    if (row === undefined) return;
    this.active = this.options.idOf(row);
    this.options.onClick(row, target);
    this.draw();
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.scroller || event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows } = this;
    const at = rows.findIndex((row) => this.options.idOf(row) === this.active);
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / rowHeight) - 2);
    const places: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: Math.max(0, at - 1),
      PageDown: at + page,
      PageUp: Math.max(0, at - page),
      Home: 0,
      End: rows.length - 1,
    };
    const to = places[event.key];
    const row = rows[at];
    if (to !== undefined) this.move(to);
    else if (row === undefined || !this.options.onKey(event.key, row)) return;
    event.preventDefault();
  }
}
