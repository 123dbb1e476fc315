import {
  flowBounds,
  layerWeights,
  parseFlow,
  type FlowRequest,
  type LayerWeights,
} from '../../src/shared/flow';
import type { PanelModel } from '../../src/shared/panel';
import { recordOf } from '../../src/shared/parse';
import { flowChart } from '../charts/flow';
import { checkbox } from '../controls/checkbox';
import { dropdown } from '../controls/dropdown';
import { labelled } from '../controls/labelled';
import { numberField } from '../controls/numberField';
import { h, setText } from '../dom';
import { roomIn } from '../flow/geometry';
import { ChartSection } from '../panels/chartSection';
import { FlowView } from '../panels/flowView';
import { Question } from '../panels/question';
import type { Theme } from '../theme';
import type { TabContext, TabView } from './tab';

const axes = { time: 'time: W unrolled', depth: 'depth: stacked layers' } as const;
type AxisName = keyof typeof axes;

/** How the weights of a stack are called. */
function weightsName(weights: LayerWeights): string {
  if (weights === 'matrix') return 'W at every layer';
  return weights === 'article' ? 'the article’s 10-20-10-1' : weights;
}

/** The article's second figure, alive: the network unrolled, with the actual gradient on every arrow back. */
export function create({ host, memory, refresh, onExport }: TabContext): TabView {
  let request = parseFlow(memory.get());
  let numbers = recordOf(memory.get())['numbers'] === true;
  let shown: { readonly model: PanelModel; readonly theme: Theme } | undefined;
  const remember = (): void => {
    memory.set({ ...request, numbers });
  };
  const change = (part: Partial<FlowRequest>): void => {
    request = { ...request, ...part };
    remember();
    refresh();
  };
  const axis = dropdown({
    labelledBy: 'flow-axis',
    options: Object.values(axes),
    onChange: (chosen) => {
      change({ axis: chosen === axes.depth ? 'depth' : 'time' });
    },
  });
  const number = (key: 'variance' | 'seed' | 'layers' | 'width', label: string, step = 1) => {
    const [min, max] = flowBounds[key];
    const onInput = (value: number): void => {
      change({ [key]: value });
    };
    return numberField({ label, min, max, step, onInput });
  };
  const variance = number('variance', 'Variance of the inputs', 0.1);
  const seed = number('seed', 'Seed');
  const layers = number('layers', 'Layers L');
  const width = number('width', 'Width');
  const weights = dropdown({
    labelledBy: 'flow-weights',
    options: layerWeights.map(weightsName),
    onChange: (chosen) => {
      change({ weights: layerWeights.find((name) => weightsName(name) === chosen)! });
    },
  });
  const residual = checkbox({
    label: 'Residual connections',
    checked: request.residual,
    onChange: (checked) => {
      change({ residual: checked });
    },
  });
  const places = {
    variance: labelled('Variance of the inputs', variance.element),
    weights: labelled('Weights', weights.element, 'flow-weights'),
    layers: labelled('Layers L', layers.element),
    width: labelled('Width', width.element),
  };
  const explanation = h('p', { class: 'muted' });
  const view = new FlowView(onExport, numbers, (checked) => {
    numbers = checked;
    remember();
  });
  const chart = new ChartSection({ id: 'flow-chart', title: 'Gradient over time', onExport });
  const draw = (): void => {
    if (!shown) return;
    const { model, theme } = shown;
    const flow = question.answer ?? null;
    view.render(flow, model.name, theme);
    chart.render(flow && flowChart(flow), model.name, theme);
  };
  const question = new Question(host, 'flow', draw);
  const element = h(
    'div',
    { class: 'tab-content' },
    h(
      'section',
      { class: 'tab-choices flow-choices', 'aria-label': 'Network' },
      labelled('Along', axis.element, 'flow-axis'),
      places.variance,
      places.weights,
      places.layers,
      places.width,
      residual,
      labelled('Seed', seed.element),
    ),
    explanation,
    question.element,
    view.element,
    chart.element,
  );
  // As many places are drawn as there is room for.
  new ResizeObserver(() => {
    const room = Math.min(Math.max(roomIn(element.clientWidth), flowBounds.room[0]), flowBounds.room[1]);
    if (element.clientWidth > 0 && room !== request.room) change({ room });
  }).observe(element);
  return {
    element,
    render: (model, theme) => {
      shown = { model, theme };
      const { axis: along, weights: chosen } = request;
      axis.set(axes[along satisfies AxisName]);
      variance.set(request.variance);
      seed.set(request.seed);
      layers.set(request.layers);
      width.set(request.width);
      weights.set(weightsName(chosen));
      const depth = along === 'depth';
      places.variance.hidden = depth;
      places.weights.hidden = residual.hidden = !depth;
      places.layers.hidden = !depth || chosen === 'article';
      places.width.hidden = !depth || chosen === 'article' || chosen === 'matrix';
      setText(
        explanation,
        depth
          ? 'hₗ = φ(Wₗ hₗ₋₁ + bₗ), the last layer without φ; one standard normal sample, a loss L = vᵀh at the end with a random unit vector v.'
          : 'hₜ = φ(W hₜ₋₁ + xₜ) over the horizon T, from h₀ = 0, with normal inputs xₜ; the loss L = vᵀh_T with a random unit vector v. Every gradient is exact; without inputs (variance 0) every state is at rest, as the verdict assumes.',
      );
      const { steps, activation } = model.analysis.options;
      const [, longest] = flowBounds.steps;
      question.put({ ...request, steps: Math.min(steps, longest), activation }, model);
      draw();
    },
  };
}
