import * as l10n from '@vscode/l10n';
import type { DepthAgainstTime, Spread } from '../../../src/core/depthAgainstTime/depthAgainstTime';
import {
  comparedMatrices,
  depthBounds,
  parseDepthAgainstTime,
  type ComparedMatrices,
  type DepthAgainstTimeRequest,
} from '../../../src/shared/depthAgainstTime';
import type { PanelModel } from '../../../src/shared/panel';
import { recordOf, wholeWithin } from '../../../src/shared/parse';
import { directionChart, growthOverDepth, pathsChart, rateChart } from './depthChart';
import { dropdown } from '../../ui/controls/dropdown';
import { labeled } from '../../ui/controls/labeled';
import { numberField } from '../../ui/controls/numberField';
import { fill, h } from '../../ui/dom';
import { formatNumber, formatPowerOfTen, formatSteps } from '../../../src/present/format';
import { ChartSection } from '../../ui/chart/chartSection';
import { Question } from '../question';
import type { Theme } from '../../ui/theme';
import type { TabContext, TabView } from '../tab';

/** How the matrices are called. */
function matricesName(matrices: ComparedMatrices): string {
  return matrices === 'matrix' ? l10n.t('W, in random bases') : l10n.t('drawn: {0}', matrices);
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
    draws: number('draws', l10n.t('Draws')),
    seed: number('seed', l10n.t('Seed')),
    gate: number('gate', l10n.t('Gate α'), 0.05),
  };
  const [least, most] = depthBounds.steps;
  const layers = numberField({
    label: l10n.t('Layers L of a stack'),
    min: least,
    max: most,
    onInput: (value) => {
      depth = value;
      change({});
    },
  });
  const matrices = dropdown({
    labelledBy: 'depth-matrices',
    options: comparedMatrices,
    nameOf: matricesName,
    onChange: (chosen) => {
      change({ matrices: chosen });
    },
  });
  const reasons = h('ol', { class: 'reasons' });
  const section = (id: string, title: string): ChartSection => new ChartSection({ id, title, onExport });
  const growth = section('depth-growth', l10n.t('Growth of a gradient over k factors'));
  const direction = section('depth-direction', l10n.t('Direction kept from step to step'));
  const rate = section('depth-rate', l10n.t('Growth per step'));
  const ways = section('depth-paths', l10n.t('A path that bypasses the product'));
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
        { class: 'tab-choices', 'aria-label': l10n.t('Comparison') },
        labeled(l10n.t('Matrices'), matrices.element, 'depth-matrices'),
        labeled(l10n.t('Draws'), fields.draws.element),
        labeled(l10n.t('Seed'), fields.seed.element),
        labeled(l10n.t('Layers L of a stack'), layers.element),
        labeled(l10n.t('Gate α'), fields.gate.element),
      ),
      h(
        'p',
        { class: 'muted' },
        l10n.t(
          'A random gradient goes back through k factors φ′(0)·W: the same W at each of T steps, or independent matrices of the same distribution, one per layer.',
        ),
      ),
      question.element,
      reasons,
      growth.element,
      h('div', { class: 'pair' }, direction.element, rate.element),
      ways.element,
    ),
    render: (model, theme) => {
      shown = { model, theme };
      matrices.set(request.matrices);
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
  const [time, layers] = [range(shared.plain), range(independent.plain)];
  return [
    plane
      ? l10n.t(
          'The same matrix compounds: the quartiles over the draws lie at {0} against {1}.',
          time,
          layers,
        )
      : l10n.t(
          'The same matrix compounds: at the end it keeps {0} of the gradient’s direction, a different matrix each time {1}; the quartiles over the draws lie at {2} against {3}.',
          kept(compounding.shared.direction),
          kept(compounding.independent.direction),
          time,
          layers,
        ),
    depth <= steps
      ? l10n.t(
          'Sequences are longer than stacks: over L = {0} layers the gradient is multiplied by {1}, over {2} of time by {3}.',
          depth,
          formatPowerOfTen(stack),
          formatSteps(steps),
          power(shared.plain.median),
        )
      : l10n.t(
          'Sequences are longer than stacks: a stack of L = {0} is longer than this horizon, over {1} of time by {2}.',
          depth,
          formatSteps(steps),
          power(shared.plain.median),
        ),
    l10n.t(
      'A plain recurrence has no path that bypasses the product: with residual connections a stack comes to {0} and a recurrence to {1}, with a gate α = {2} to {3} and {4}.',
      power(independent.residual.median),
      power(shared.residual.median),
      formatNumber(gate),
      power(independent.gated.median),
      power(shared.gated.median),
    ),
  ];
}
