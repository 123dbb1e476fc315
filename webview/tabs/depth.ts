import type { DepthAgainstTime, Spread } from '../../src/core/depthAgainstTime/depthAgainstTime';
import {
  comparedMatrices,
  depthBounds,
  parseDepthAgainstTime,
  type ComparedMatrices,
  type DepthAgainstTimeRequest,
} from '../../src/shared/depthAgainstTime';
import type { PanelModel } from '../../src/shared/panel';
import { recordOf, wholeWithin } from '../../src/shared/parse';
import { directionChart, growthOverDepth, pathsChart, rateChart } from '../charts/depthAgainstTime';
import { dropdown } from '../controls/dropdown';
import { labelled } from '../controls/labelled';
import { numberField } from '../controls/numberField';
import { fill, h } from '../dom';
import { formatNumber, formatPowerOfTen, formatSteps } from '../format';
import { ChartSection } from '../panels/chartSection';
import { Question } from '../panels/question';
import type { Theme } from '../theme';
import type { TabContext, TabView } from './tab';

/** How the matrices are called. */
function matricesName(matrices: ComparedMatrices): string {
  return matrices === 'matrix' ? 'W, in random bases' : `drawn: ${matrices}`;
}

/** Why time is harder than depth: the article's three reasons as curves. */
export function create({ host, memory, refresh, onExport }: TabContext): TabView {
  let request = parseDepthAgainstTime(memory.get());
  let depth = wholeWithin(recordOf(memory.get())['depth'], depthBounds.steps, 10);
  let shown: { readonly model: PanelModel; readonly theme: Theme } | undefined;
  const change = (part: Partial<DepthAgainstTimeRequest>): void => {
    request = { ...request, ...part };
    memory.set({ ...request, depth });
    refresh();
  };
  const number = (key: 'draws' | 'seed' | 'gate', label: string, step = 1) => {
    const [min, max] = depthBounds[key];
    const onInput = (value: number): void => {
      change({ [key]: value });
    };
    return numberField({ label, min, max, step, onInput });
  };
  const fields = {
    draws: number('draws', 'Draws'),
    seed: number('seed', 'Seed'),
    gate: number('gate', 'Gate α', 0.05),
  };
  const [least, most] = depthBounds.steps;
  const layers = numberField({
    label: 'Layers L of a stack',
    min: least,
    max: most,
    onInput: (value) => {
      depth = value;
      change({});
    },
  });
  const matrices = dropdown({
    labelledBy: 'depth-matrices',
    options: comparedMatrices.map(matricesName),
    onChange: (chosen) => {
      change({ matrices: comparedMatrices.find((name) => matricesName(name) === chosen)! });
    },
  });
  const reasons = h('ol', { class: 'reasons' });
  const section = (id: string, title: string): ChartSection => new ChartSection({ id, title, onExport });
  const growth = section('depth-growth', 'Growth of a gradient over k factors');
  const direction = section('depth-direction', 'Direction kept from step to step');
  const rate = section('depth-rate', 'Growth per step');
  const ways = section('depth-paths', 'A way beside the product');
  const draw = (): void => {
    if (!shown) return;
    const { model, theme } = shown;
    const found = question.answer;
    const { verdict } = model.analysis;
    const own =
      request.matrices === 'matrix' && verdict && verdict.rate > 0 ? Math.log10(verdict.rate) : null;
    reasons.hidden = !found;
    const plane = model.analysis.figures.rows <= 2;
    if (found)
      fill(reasons, ...reasonsOf(found, depth, request.gate, plane).map((text) => h('li', {}, text)));
    growth.render(found ? growthOverDepth(found, depth) : null, model.name, theme);
    direction.render(found ? directionChart(found) : null, model.name, theme);
    rate.render(found ? rateChart(found, own) : null, model.name, theme);
    ways.render(found ? pathsChart(found, request.gate) : null, model.name, theme);
  };
  const question = new Question(host, 'depthAgainstTime', draw);
  return {
    element: h(
      'div',
      { class: 'tab-content depth' },
      h(
        'section',
        { class: 'tab-choices', 'aria-label': 'Comparison' },
        labelled('Matrices', matrices.element, 'depth-matrices'),
        labelled('Draws', fields.draws.element),
        labelled('Seed', fields.seed.element),
        labelled('Layers L of a stack', layers.element),
        labelled('Gate α', fields.gate.element),
      ),
      h(
        'p',
        { class: 'muted' },
        'A random gradient goes back through k factors φ′(0)·W: the same W at each of T steps, or independent matrices of the same distribution, one a layer.',
      ),
      question.element,
      reasons,
      growth.element,
      h('div', { class: 'pair' }, direction.element, rate.element),
      ways.element,
    ),
    render: (model, theme) => {
      shown = { model, theme };
      matrices.set(matricesName(request.matrices));
      for (const [key, field] of Object.entries(fields)) field.set(request[key as keyof typeof fields]);
      layers.set(depth);
      const { steps, activation } = model.analysis.options;
      question.put({ ...request, steps: Math.min(steps, most), activation }, model);
      draw();
    },
  };
}

/** The three reasons, each with its figures; in a plane no direction can be new. */
function reasonsOf(
  { steps, growth, compounding }: DepthAgainstTime,
  depth: number,
  gate: number,
  plane: boolean,
): string[] {
  const power = (values: readonly (number | null)[]): string => formatPowerOfTen(values.at(-1) ?? null);
  const range = ({ lower, upper }: Spread): string => `${power(lower)} … ${power(upper)}`;
  const kept = (direction: readonly number[]): string => formatNumber(direction.at(-1) ?? NaN);
  const { shared, independent } = growth;
  const stack = independent.plain.median[depth - 1] ?? null;
  const direction = plane
    ? ''
    : `at the end it keeps ${kept(compounding.shared.direction)} of the gradient’s direction, another matrix each time ${kept(compounding.independent.direction)}; `;
  const length =
    depth <= steps
      ? `over L = ${depth} layers the gradient is multiplied by ${formatPowerOfTen(stack)}`
      : `a stack of L = ${depth} is longer than this horizon`;
  return [
    `The same matrix compounds: ${direction}the quartiles over the draws lie at ${range(shared.plain)} against ${range(independent.plain)}.`,
    `Sequences are longer than stacks: ${length}, over ${formatSteps(steps)} of time by ${power(shared.plain.median)}.`,
    `A plain recurrence has no way beside the product: with residual connections a stack comes to ${power(independent.residual.median)} and a recurrence to ${power(shared.residual.median)}, with a gate α = ${formatNumber(gate)} to ${power(independent.gated.median)} and ${power(shared.gated.median)}.`,
  ];
}
