import type { Flow, FlowEdge, FlowNode } from '../../../src/core/flow/flow';
import { svg } from '../../ui/dom';
import { formatPowerOfTen } from '../../../src/present/format';
import type { Theme } from '../../ui/theme';
import { arrowOf, box, placeOf, sizeOf, type Arrow } from './geometry';
import type { GradientScale } from './scale';
import { edgeSentence, nodeName } from './words';

export interface DrawingOptions {
  readonly theme: Theme;
  readonly scale: GradientScale;
  /** Writes every figure beside its arrow. */
  readonly numbers: boolean;
}

/** A flow as SVG: boxes, forward arrows solid, backward arrows dashed. Every color stands in it, so it can leave the page. */
export function drawFlow(flow: Flow, options: DrawingOptions): SVGSVGElement {
  const { width, height } = sizeOf(flow);
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const name = (id: string): string => nodeName(nodes.get(id)!, flow.axis);
  const { fontFamily } = options.theme;
  return svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': fontFamily,
      'font-size': 12,
      class: 'flow-drawing',
    },
    svg(
      'g',
      { role: 'presentation' },
      ...flow.edges.map((edge) => {
        const [from, to] = [nodes.get(edge.from)!, nodes.get(edge.to)!];
        const label = edgeSentence(edge, name(edge.from), name(edge.to));
        return drawEdge(edge, arrowOf(edge, from, to), label, options);
      }),
    ),
    svg('g', { 'aria-hidden': 'true' }, ...flow.nodes.map((node) => drawNode(node, name(node.id), options))),
  );
}

function drawEdge(edge: FlowEdge, arrow: Arrow, label: string, options: DrawingOptions): SVGElement {
  const { theme, scale, numbers } = options;
  const { background, foreground } = theme.colors;
  const backward = edge.direction === 'backward';
  const color = backward ? scale.color(edge.log10) : foreground;
  const stroke = backward ? scale.width(edge.log10) : theme.highContrast ? 2 : 1.5;
  const head = 5 + stroke;
  const { from, to } = arrow;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const neck = { x: to.x - head * dx, y: to.y - head * dy };
  const half = 0.6 * head;
  const line = `M${from.x} ${from.y}L${neck.x} ${neck.y}`;
  return svg(
    'g',
    {
      id: `edge-${edge.id}`,
      role: 'option',
      'aria-selected': 'false',
      'aria-label': label,
      class: 'flow-edge',
      'data-edge': edge.id,
      'data-direction': edge.direction,
    },
    svg('path', {
      class: 'hit',
      d: `M${from.x} ${from.y}L${to.x} ${to.y}`,
      stroke: 'transparent',
      'stroke-width': 14,
    }),
    svg('path', {
      class: 'shaft',
      d: line,
      stroke: color,
      'stroke-width': stroke,
      'stroke-dasharray': backward
        ? edge.log10 === null
          ? '1 4'
          : `${4 + stroke} ${3 + 0.4 * stroke}`
        : undefined,
    }),
    svg('path', {
      d: `M${to.x} ${to.y}L${neck.x - half * dy} ${neck.y + half * dx}L${neck.x + half * dy} ${neck.y - half * dx}Z`,
      fill: color,
    }),
    numbers &&
      svg(
        'text',
        {
          x: arrow.label.x,
          y: arrow.label.y,
          'text-anchor': arrow.label.anchor,
          fill: foreground,
          stroke: background,
          'stroke-width': 3,
          'paint-order': 'stroke',
        },
        formatPowerOfTen(edge.log10),
      ),
  );
}

function drawNode(node: FlowNode, name: string, { theme }: DrawingOptions): SVGElement {
  const { foreground, background } = theme.colors;
  const { x, y } = placeOf(node);
  const text = (at: number, content: string, size: number): SVGElement =>
    svg('text', { x, y: at, 'text-anchor': 'middle', fill: foreground, 'font-size': size }, content);
  if (node.gap) return svg('g', {}, text(y - box.height / 2 - 20, name, 12.5), text(y + 6, '⋯', 18));
  const shape = {
    x: x - box.width / 2,
    y: y - box.height / 2,
    width: box.width,
    height: box.height,
    fill: background,
    stroke: foreground,
    'stroke-width': theme.highContrast ? 2 : 1.25,
    // Hidden states are round, what goes in and out is square.
    rx: node.role === 'hidden' ? 17 : 3,
    'stroke-dasharray': node.role === 'loss' ? '3 2' : undefined,
  };
  return svg('g', { 'data-node': node.id }, svg('rect', shape), text(y + 5, name, 15));
}
