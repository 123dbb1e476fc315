import type { Flow, FlowEdge } from '../../../src/core/flow/flow';

/** The rows of arrows that Up and Down move between: forward along the states, backward, and the inputs' two. */
function laneOf({ from, to, direction }: FlowEdge): number {
  const input = /^x/.test(from) || /^x/.test(to);
  return (input ? 2 : 0) + (direction === 'backward' ? 1 : 0);
}

/** Where an arrow stands along its row. */
function columnOf({ nodes }: Flow, edge: FlowEdge): number {
  const at = (id: string): number => nodes.find((node) => node.id === id)?.column ?? 0;
  return (at(edge.from) + at(edge.to)) / 2;
}

/**
 * The arrow that a key leads to from another: left and right along a row, up and down to the nearest of the next row, Home
 * and End to the ends of the row; `undefined` for any other key.
 */
export function nextEdge(flow: Flow, current: string, key: string): string | undefined {
  const edge = flow.edges.find(({ id }) => id === current) ?? flow.edges[0];
  if (!edge) return undefined;
  const rows = [0, 1, 2, 3].map((lane) =>
    flow.edges
      .filter((other) => laneOf(other) === lane)
      .map(({ id, ...other }) => ({ id, column: columnOf(flow, { id, ...other }) }))
      .sort((a, b) => a.column - b.column),
  );
  const lane = laneOf(edge);
  const row = rows[lane]!;
  const at = row.findIndex(({ id }) => id === edge.id);
  const here = columnOf(flow, edge);
  const nearest = (to: number): string | undefined =>
    rows[to]?.toSorted((a, b) => Math.abs(a.column - here) - Math.abs(b.column - here))[0]?.id;
  switch (key) {
    case 'ArrowLeft':
      return row[Math.max(0, at - 1)]?.id;
    case 'ArrowRight':
      return row[Math.min(row.length - 1, at + 1)]?.id;
    case 'Home':
      return row[0]?.id;
    case 'End':
      return row.at(-1)?.id;
    case 'ArrowUp':
      return nearest(lane - 1) ?? edge.id;
    case 'ArrowDown':
      return nearest(lane + 1) ?? edge.id;
    default:
      return undefined;
  }
}
