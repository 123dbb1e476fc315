import * as l10n from '@vscode/l10n';
import type { Flow } from '../../../src/core/flow/flow';
import { pngOf } from '../../ui/chart/png';
import { button } from '../../ui/controls/button';
import { checkbox } from '../../ui/controls/checkbox';
import { fill, h, setText } from '../../ui/dom';
import { drawFlow } from './drawing';
import { flowPicture } from './flowPicture';
import { sizeOf } from './geometry';
import { notation } from './notation';
import { gradientScale, type GradientScale } from './scale';
import { arrowsLegend, scaleLegend } from './scaleLegend';
import { nextEdge } from './walk';
import { edgeSentence, flowTitle, nodeName } from './words';
import { formatPowerOfTen } from '../../../src/present/format';
import { slug } from '../../ui/slug';
import { formulaElement } from '../../ui/math/element';
import type { Theme } from '../../ui/theme';
import { listed } from '../../../src/present/words';
import type { ChartSectionOptions } from '../../ui/chart/chartSection';

/** A drawing shrinks with the panel this far; in a still narrower one it scrolls. */
const leastScale = 0.66;

interface Shown {
  readonly flow: Flow;
  readonly subject: string;
  readonly theme: Theme;
  readonly scale: GradientScale;
}

/** The unrolled network: hover or walk along its arrows to read their formulas and figures. */
export class FlowView {
  private shown: Shown | undefined;
  private current = '';
  private readonly heading = h('h2', { id: 'flow-heading' }, l10n.t('Gradient flow'));
  private readonly drawing = h('div', {
    class: 'flow-place',
    role: 'listbox',
    tabindex: 0,
    'aria-label': l10n.t('Arrows of the network; arrow keys move between them'),
  });
  private readonly legend = h('div', { class: 'flow-legend-place', 'aria-hidden': 'true' });
  private readonly formula = h('div', { class: 'flow-formula', role: 'group' });
  private readonly figure = h('p', { class: 'flow-figure' });
  readonly element: HTMLElement;

  constructor(
    private readonly onExport: ChartSectionOptions['onExport'],
    private numbers: boolean,
    onNumbers: (shown: boolean) => void,
  ) {
    const tools = checkbox({
      label: l10n.t('Show numbers'),
      checked: numbers,
      onChange: (checked) => {
        this.numbers = checked;
        onNumbers(checked);
        this.draw();
      },
    });
    this.drawing.addEventListener('keydown', (event) => {
      const next = this.shown && nextEdge(this.shown.flow, this.current, event.key);
      if (next === undefined) return;
      event.preventDefault();
      this.select(next, true);
    });
    for (const kind of ['pointerover', 'click'] as const)
      this.drawing.addEventListener(kind, ({ target }) => {
        const edge = (target as Element).closest('[data-edge]')?.getAttribute('data-edge');
        if (edge) this.select(edge, false);
      });
    this.element = h(
      'figure',
      { id: 'flow', class: 'flow', 'aria-labelledby': 'flow-heading' },
      h(
        'div',
        { class: 'chart-head' },
        this.heading,
        h('div', { class: 'chart-tools' }, tools, this.exportButton('PNG'), this.exportButton('SVG')),
      ),
      this.drawing,
      this.legend,
      h('div', { class: 'flow-detail' }, this.formula, this.figure),
    );
  }

  /** `null` hides the view. */
  render(flow: Flow | null, subject: string, theme: Theme): void {
    this.element.hidden = flow === null;
    if (!flow) return;
    if (this.shown?.flow === flow && this.shown.theme === theme) return;
    this.shown = { flow, subject, theme, scale: gradientScale(flow, theme) };
    this.draw();
  }

  private draw(): void {
    if (!this.shown) return;
    const { flow, theme, scale } = this.shown;
    setText(this.heading, flowTitle(flow));
    const drawing = drawFlow(flow, { theme, scale, numbers: this.numbers });
    drawing.style.minWidth = `${leastScale * sizeOf(flow).width}px`;
    fill(this.drawing, drawing);
    fill(this.legend, arrowsLegend(theme), scaleLegend(scale, theme));
    const known = flow.edges.some(({ id }) => id === this.current);
    // The last arrow of the chain back: what reaches the start.
    const start = flow.edges.find(({ direction, to }) => direction === 'backward' && to === 'h0');
    this.select(known ? this.current : (start?.id ?? ''), false);
  }

  private select(id: string, scroll: boolean): void {
    const edge = this.shown?.flow.edges.find((candidate) => candidate.id === id);
    if (!edge || !this.shown) return;
    this.current = id;
    const { flow } = this.shown;
    for (const element of this.drawing.querySelectorAll('[data-edge]'))
      element.setAttribute('aria-selected', String(element.getAttribute('data-edge') === id));
    this.drawing.setAttribute('aria-activedescendant', `edge-${id}`);
    if (scroll)
      document.getElementById(`edge-${id}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const name = (node: string): string =>
      nodeName(
        flow.nodes.find((one) => one.id === node)!,
        flow.axis,
      );
    const norm = formatPowerOfTen(edge.log10, 5);
    const [from, to] = [name(edge.from), name(edge.to)];
    this.formula.setAttribute('aria-label', edgeSentence(edge, from, to));
    fill(this.formula, formulaElement(notation(edge.formula)));
    setText(
      this.figure,
      edge.direction === 'forward'
        ? l10n.t('Forward: norm of what goes in {0}, from {1} to {2}', norm, from, to)
        : l10n.t('Backward: norm of the gradient {0}, from {1} to {2}', norm, from, to),
    );
  }

  private exportButton(format: 'PNG' | 'SVG'): HTMLElement {
    return button({
      label: format,
      title: l10n.t('Save as {0}: {1}', format, l10n.t('Gradient flow')),
      onClick: () => {
        if (this.shown) this.onExport(this.file(format, this.shown));
      },
    });
  }

  private async file(format: 'PNG' | 'SVG', { flow, subject, theme, scale }: Shown) {
    const title = listed([this.heading.textContent, subject]);
    const picture = flowPicture(flow, title, theme, scale);
    const suggestedName = `${slug(subject)}-flow.${format.toLowerCase()}`;
    return format === 'SVG'
      ? { suggestedName, content: picture, encoding: 'utf8' as const }
      : { suggestedName, content: await pngOf(picture), encoding: 'base64' as const };
  }
}
