import { collapse, type Gap } from './collapse';
import type { FlowEdge, FlowFigure, FlowNode } from './flow';
import { finite } from './flow';
import { gradient, quantity, sign, term, type Formula } from './formula';

/** What a drawing needs beside the figures of every place. */
export interface DrawingParts {
  readonly figures: readonly FlowFigure[];
  /** The name of the state in formulas: h, or s = (h, c) of an LSTM. */
  readonly state: string;
  /** h_i from what enters it. */
  readonly forward: (index: number) => Formula;
  /** ∂L/∂x_t, for axes along which inputs enter; ‖x_t‖ goes with it. */
  readonly input: {
    readonly norm: (index: number) => number;
    readonly gradient: (index: number) => Formula;
  } | null;
  readonly loss: number;
  /** ‖v‖ of the loss L = vᵀ·h. */
  readonly directionNorm: number;
  /** How many places are drawn at most. */
  readonly room: number;
}

/** The boxes and arrows of a flow, long horizons collapsed in the middle. */
export function draw(parts: DrawingParts): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const { figures, state, input, room } = parts;
  const nodes: FlowNode[] = [];
  const edges: FlowEdge[] = [];
  const connect = (
    from: string,
    to: string,
    forward: number | null,
    backward: number | null,
    formulas: readonly [Formula, Formula],
  ) => {
    edges.push({ id: `${from}→${to}`, from, to, direction: 'forward', log10: forward, formula: formulas[0] });
    edges.push({
      id: `${from}←${to}`,
      from: to,
      to: from,
      direction: 'backward',
      log10: backward,
      formula: formulas[1],
    });
  };
  const log10 = (value: number): number | null => finite(Math.log10(value));
  const places = collapse(figures.length - 1, room);
  places.forEach((place, column) => {
    const before = places[column - 1];
    if (typeof place !== 'number') {
      nodes.push({
        id: gapId(place),
        role: 'gap',
        quantity: null,
        gap: place,
        column,
        norm: null,
        log10Gradient: null,
      });
      const last = place.from - 1;
      connect(`h${last}`, gapId(place), log10(figures[last]!.norm), figures[last]!.log10Gradient, [
        parts.forward(place.from),
        back(state, last, place.to),
      ]);
      return;
    }
    const figure = figures[place]!;
    nodes.push({
      id: `h${place}`,
      role: 'hidden',
      quantity: quantity('h', place),
      gap: null,
      column,
      norm: figure.norm,
      log10Gradient: figure.log10Gradient,
    });
    if (input && place > 0) {
      const norm = input.norm(place);
      nodes.push({
        id: `x${place}`,
        role: 'input',
        quantity: quantity('x', place),
        gap: null,
        column,
        norm,
        log10Gradient: figure.log10InputGradient,
      });
      connect(`x${place}`, `h${place}`, log10(norm), figure.log10InputGradient, [
        parts.forward(place),
        input.gradient(place),
      ]);
    }
    if (before === undefined) return;
    const previous = figures[place - 1]!;
    const from = typeof before === 'number' ? `h${before}` : gapId(before);
    connect(from, `h${place}`, log10(previous.norm), previous.log10Gradient, [
      parts.forward(place),
      back(state, place - 1, place),
    ]);
  });
  const last = figures.length - 1;
  const column = places.length;
  const size = Math.abs(parts.loss);
  const readout = [term('y'), sign('='), term('v', null, true), term('h', last)];
  const [y, loss, h] = [quantity('y'), quantity('L'), quantity('h', last)];
  nodes.push({ id: 'y', role: 'output', quantity: y, gap: null, column, norm: size, log10Gradient: 0 });
  nodes.push({
    id: 'L',
    role: 'loss',
    quantity: loss,
    gap: null,
    column: column + 1,
    norm: parts.loss,
    log10Gradient: 0,
  });
  connect(`h${last}`, 'y', log10(figures[last]!.norm), log10(parts.directionNorm), [
    readout,
    [gradient(h), sign('='), term('v'), gradient(y)],
  ]);
  connect('y', 'L', log10(size), 0, [
    [term('L'), sign('='), term('y')],
    [gradient(y), sign('='), sign('1')],
  ]);
  return { nodes, edges };
}

const gapId = ({ from, to }: Gap): string => `h${from}…h${to}`;

/** ∂L/∂h_i = J_{i+1}ᵀ ∂L/∂h_{i+1}, or with all the factors up to j. */
function back(state: string, i: number, j: number): Formula {
  const factors =
    j === i + 1 ? [term('J', j, true)] : [term('J', i + 1, true), sign('⋯'), term('J', j, true)];
  return [gradient(quantity(state, i)), sign('='), ...factors, gradient(quantity(state, j))];
}
