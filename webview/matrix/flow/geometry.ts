import type { Flow, FlowEdge, FlowNode } from '../../../src/core/flow/flow';

/** Half the side of a box, and where things stand, in px of the drawing. */
export const box = { width: 46, height: 34 };
const column = { width: 84, first: 40 };
const hiddenY = 74;
const inputY = 190;
/** Forward and backward arrows run side by side. */
const lane = 13;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** An arrow from edge to edge of its boxes, and where its number stands. */
export interface Arrow {
  readonly from: Place;
  readonly to: Place;
  readonly label: Place & { readonly anchor: 'start' | 'middle' | 'end' };
}

/** Width and height that the drawing takes. */
export function sizeOf({ nodes }: Pick<Flow, 'nodes'>): { width: number; height: number } {
  const columns = 1 + Math.max(...nodes.map(({ column: at }) => at));
  const inputs = nodes.some(({ role }) => role === 'input');
  return { width: 2 * column.first + (columns - 1) * column.width, height: inputs ? 222 : 128 };
}

/** How many places fit beside output and loss in that width. */
export function roomIn(width: number): number {
  return Math.floor((width - 2 * column.first) / column.width) - 1;
}

/** The middle of a box. */
export function placeOf({ role, column: at }: Pick<FlowNode, 'role' | 'column'>): Place {
  return { x: column.first + at * column.width, y: role === 'input' ? inputY : hiddenY };
}

/** Where an edge runs: forward above or left, backward below or right. */
export function arrowOf({ direction }: FlowEdge, from: FlowNode, to: FlowNode): Arrow {
  const [a, b] = [placeOf(from), placeOf(to)];
  const side = direction === 'forward' ? -lane : lane;
  if (a.x === b.x) {
    const sign = Math.sign(b.y - a.y);
    const [start, end] = [a.y + (sign * box.height) / 2, b.y - (sign * box.height) / 2];
    return {
      from: { x: a.x + side, y: start },
      to: { x: b.x + side, y: end },
      label: { x: a.x + side * 1.6, y: (a.y + b.y) / 2 + 4, anchor: side < 0 ? 'end' : 'start' },
    };
  }
  const sign = Math.sign(b.x - a.x);
  return {
    from: { x: a.x + (sign * box.width) / 2, y: a.y + side * 0.7 },
    to: { x: b.x - (sign * box.width) / 2, y: b.y + side * 0.7 },
    label: {
      x: (a.x + b.x) / 2,
      y: a.y + (side < 0 ? -box.height / 2 - 6 : box.height / 2 + 15),
      anchor: 'middle',
    },
  };
}
