import type { ExportFile } from '../../../src/shared/page';
import * as l10n from '@vscode/l10n';
import { ChartCanvas } from './canvas';
import type { ChartContent } from '../../../src/present/plot/content';
import { legend } from './legend';
import { pngOf } from './png';
import { svgPicture } from '../../../src/present/plot/svg';
import { csvText } from '../../../src/present/plot/table';
import { button } from '../controls/button';
import { fill, h, setText } from '../dom';
import { slug } from '../slug';
import type { Theme } from '../theme';
import { sentences } from '../../../src/present/format';
import { TableView } from './tableView';

export interface ChartSectionOptions {
  /** Part of the names of exported files, and the section's id. */
  readonly id: string;
  readonly title: string;
  readonly onExport: (file: Promise<ExportFile>) => void;
  /** Controls of the chart's own, beside its title. */
  readonly tools?: readonly HTMLElement[];
  /** A datum was clicked. */
  readonly onPick?: (index: number) => void;
}

/** A chart with its title, exports, legend, remarks and table. */
export class ChartSection {
  private readonly chart: ChartCanvas;
  private readonly heading: HTMLElement;
  private readonly legend = h('div', { class: 'legend-place' });
  private readonly notes = h('p', { class: 'chart-notes' });
  private readonly table: TableView;
  private shown: { content: ChartContent; subject: string; theme: Theme } | undefined;
  readonly element: HTMLElement;

  constructor(private readonly options: ChartSectionOptions) {
    const { id, title, tools = [], onPick } = options;
    this.chart = new ChartCanvas(onPick);
    this.heading = h('h2', { id: `${id}-heading` }, title);
    this.table = new TableView(title, `${id}-table`);
    this.chart.canvas.setAttribute('aria-details', this.table.element.id);
    this.element = h(
      'section',
      { class: 'chart', id, 'aria-labelledby': `${id}-heading` },
      h(
        'div',
        { class: 'chart-head' },
        this.heading,
        h(
          'div',
          { class: 'chart-tools' },
          ...tools,
          this.exportButton('PNG'),
          this.exportButton('SVG'),
          this.exportButton('CSV'),
        ),
      ),
      h('div', { class: 'canvas-place' }, this.chart.canvas),
      this.legend,
      this.notes,
      this.table.element,
    );
  }

  /** `null` hides the section: the matrix has no such picture. */
  render(content: ChartContent | null, subject: string, theme: Theme): void {
    this.element.hidden = content === null;
    this.shown = content ? { content, subject, theme } : undefined;
    if (!content) return;
    setText(this.heading, content.plot.title);
    this.chart.draw(content.plot, theme);
    fill(this.legend, legend(content.plot, theme));
    setText(this.notes, sentences(content.plot.notes));
    this.notes.hidden = content.plot.notes.length === 0;
    this.table.render(content.table);
  }

  dispose(): void {
    this.chart.dispose();
  }

  private exportButton(format: 'PNG' | 'SVG' | 'CSV'): HTMLElement {
    return button({
      label: format,
      title: l10n.t('Save as {0}: {1}', format, this.options.title),
      onClick: () => {
        if (this.shown) this.options.onExport(this.file(format));
      },
    });
  }

  private async file(format: 'PNG' | 'SVG' | 'CSV'): Promise<ExportFile> {
    const { content, subject, theme } = this.shown!;
    const suggestedName = `${slug(subject)}-${this.options.id}.${format.toLowerCase()}`;
    if (format === 'CSV') return { suggestedName, content: csvText(content.csv), encoding: 'utf8' };
    const picture = svgPicture(content.plot, subject, theme);
    return format === 'SVG'
      ? { suggestedName, content: picture, encoding: 'utf8' }
      : { suggestedName, content: await pngOf(picture), encoding: 'base64' };
  }
}
