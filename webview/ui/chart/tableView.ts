import * as l10n from '@vscode/l10n';
import type { Table } from '../../../src/present/plot/table';
import { fill, h } from '../dom';

/** The table of a chart, folded away until asked for; built only then, for it is rebuilt with every model. */
export class TableView {
  private readonly content = h('div', { class: 'table-scroll', role: 'region', tabindex: 0 });
  private table: Table | undefined;
  readonly element: HTMLDetailsElement;

  /** @param id is what the picture's `aria-details` names */
  constructor(title: string, id: string) {
    this.content.setAttribute('aria-label', l10n.t('{0}, table', title));
    this.element = h('details', { class: 'table', id }, h('summary', {}, l10n.t('Table')), this.content);
    this.element.addEventListener('toggle', () => {
      this.build();
    });
  }

  render(table: Table): void {
    this.table = table;
    this.build();
  }

  private build(): void {
    if (!this.table || !this.element.open) return;
    const { caption, columns, rows } = this.table;
    fill(
      this.content,
      h(
        'table',
        {},
        h('caption', {}, caption),
        h('thead', {}, h('tr', {}, ...columns.map(({ label }) => h('th', { scope: 'col' }, label)))),
        h('tbody', {}, ...rows.map((row) => tableRow(row, columns))),
      ),
    );
  }
}

function tableRow(row: Table['rows'][number], columns: Table['columns']): HTMLElement {
  return h(
    'tr',
    {},
    ...row.map((value, i) => {
      const text = columns[i]!.format(value);
      return i === 0 ? h('th', { scope: 'row' }, text) : h('td', {}, text);
    }),
  );
}
