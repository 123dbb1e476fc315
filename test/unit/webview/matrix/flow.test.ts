import assert from 'node:assert/strict';
import { parseFlow } from '../../../../src/shared/flow';
import { flowOf } from '../../../../src/analysis/matrix/flow';
import { flowChart } from '../../../../webview/matrix/flow/flowChart';
import { arrowOf, roomIn, sizeOf } from '../../../../webview/matrix/flow/geometry';
import { gradientScale, mixed } from '../../../../webview/matrix/flow/scale';
import { nextEdge } from '../../../../webview/matrix/flow/walk';
import { edgeSentence, nodeName } from '../../../../webview/matrix/flow/words';
import { formatPowerOfTen } from '../../../../src/present/format';
import type { Theme } from '../../../../webview/ui/theme';
import { diagonal } from '../../../browser/panel/models';

const theme = {
  colors: { foreground: '#808080', red: '#ff0000', blue: '#0000ff', muted: '#777777' },
} as unknown as Theme;
const linear = parseFlow({ activation: 'identity', steps: 29 });
const flow = flowOf(diagonal(1.5, 0.5), linear);
const stack = flowOf(diagonal(1.5, 0.5), { ...linear, axis: 'depth', layers: 4 });

describe('webview flow', () => {
  it('is wider the larger the gradient, red above one and blue below', () => {
    const scale = gradientScale(flow, theme);
    const widths = [scale.low, 1, scale.high].map((log10) => scale.width(log10));
    assert.deepEqual(
      widths,
      widths.toSorted((a, b) => a - b),
    );
    assert.deepEqual([widths[0], widths[2]], [1.5, 9]);
    assert.equal(scale.color(0), '#808080');
    assert.equal(scale.color(scale.high), '#ff0000');
    assert.equal(gradientScale(flowOf(diagonal(0.5, 0.5), linear), theme).color(-9), '#0000ff');
    assert.equal(scale.color(null), '#777777');
  });

  it('mixes the colors that themes use', () => {
    assert.equal(mixed('#000', '#ffffff', 0.5), '#808080');
    assert.equal(mixed('rgb(0, 0, 0)', '#ff000080', 1), '#ff0000');
    assert.equal(mixed('red', '#000000', 0.2), 'red');
  });

  it('keeps every arrow between its boxes and inside the drawing', () => {
    for (const one of [flow, stack]) {
      const { width, height } = sizeOf(one);
      const nodes = new Map(one.nodes.map((node) => [node.id, node]));
      for (const edge of one.edges) {
        const { from, to, label } = arrowOf(edge, nodes.get(edge.from)!, nodes.get(edge.to)!);
        assert.ok(Math.hypot(from.x - to.x, from.y - to.y) > 20, edge.id);
        for (const { x, y } of [from, to, label])
          assert.ok(x > 0 && x < width && y > 0 && y < height, edge.id);
      }
    }
    const { width } = sizeOf(flow);
    assert.equal(roomIn(width), linear.room);
  });

  it('walks along a row, between rows and to its ends, and stays at them', () => {
    assert.equal(nextEdge(flow, 'h0←h1', 'ArrowRight'), 'h1←h2');
    assert.equal(nextEdge(flow, 'h0←h1', 'ArrowLeft'), 'h0←h1');
    assert.equal(nextEdge(flow, 'h0←h1', 'ArrowUp'), 'h0→h1');
    assert.equal(nextEdge(flow, 'h0←h1', 'ArrowDown'), 'x1→h1');
    assert.equal(nextEdge(flow, 'h0←h1', 'End'), 'y←L');
    assert.equal(nextEdge(flow, 'y←L', 'Home'), 'h0←h1');
    assert.equal(nextEdge(stack, 'h0←h1', 'ArrowDown'), 'h0←h1');
    assert.equal(nextEdge(flow, 'h0←h1', 'Tab'), undefined);
    assert.equal(nextEdge(flow, 'gone', 'Home'), 'x1→h1');
  });

  it('says each arrow in words with its formula', () => {
    const edge = flow.edges.find(({ id }) => id === 'h0←h1')!;
    const norm = formatPowerOfTen(flow.figures[0]!.log10Gradient);
    assert.equal(
      edgeSentence(edge, 'h₁', 'h₀'),
      `Backward, h₁ to h₀: gradient norm ${norm}; ∂L/∂h_0 = J_1ᵀ ∂L/∂h_1`,
    );
    const gap = flow.nodes.find(({ role }) => role === 'gap')!;
    assert.match(nodeName(gap, 'time'), /^\d+ more steps$/);
  });

  it('charts every place, the collapsed ones too', () => {
    const { plot, table, csv } = flowChart(flow);
    assert.equal(csv.rows.length, 30);
    assert.deepEqual(csv.header, ['t', 'log10_‖∂L/∂h_t‖', 'log10_‖h_t‖', 'log10_‖∂L/∂x_t‖']);
    assert.equal(table.rows.length, 30);
    assert.deepEqual(plot.notes, [], 'h_0 = 0 is no vanished gradient');
    const gradient = plot.curves[0]!.points;
    assert.ok(Math.abs(gradient[0]!.y! - gradient[29]!.y! - flow.log10Gain!) < 1e-12);
    assert.equal(flowChart(stack).csv.header.length, 3);
  });
});
