import * as l10n from '@vscode/l10n';
import {
  flowBounds,
  layerWeights,
  parseFlow,
  type FlowRequest,
  type LayerWeights,
} from '../../../src/shared/flow';
import type { PanelModel } from '../../../src/shared/panel';
import { recordOf } from '../../../src/shared/parse';
import type { Flow } from '../../../src/core/flow/flow';
import { verdictOfGain } from '../../../src/core/verdict';
import { formatPowerOfTen } from '../../../src/present/format';
import { outcomeOf } from '../../../src/present/matrix/explanation';
import { flowChart } from './flowChart';
import { checkbox } from '../../ui/controls/checkbox';
import { dropdown } from '../../ui/controls/dropdown';
import { labeled } from '../../ui/controls/labeled';
import { numberField } from '../../ui/controls/numberField';
import { h, setText } from '../../ui/dom';
import { roomIn } from './geometry';
import { ChartSection } from '../../ui/chart/chartSection';
import { FlowView } from './flowView';
import { OwnData } from '../ownData';
import { Question } from '../question';
import type { Theme } from '../../ui/theme';
import type { TabContext, TabView } from '../tab';

const axes = ['time', 'depth'] as const;
function axisName(axis: (typeof axes)[number]): string {
  return axis === 'time' ? l10n.t('time: W unrolled') : l10n.t('depth: stacked layers');
}

/** How the weights of a stack are called. */
function weightsName(weights: LayerWeights): string {
  if (weights === 'matrix') return l10n.t('W at every layer');
  return weights === 'article' ? l10n.t('the article’s 10-20-10-1') : weights;
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
    options: axes,
    nameOf: axisName,
    onChange: (chosen) => {
      change({ axis: chosen });
    },
  });
  const number = (key: 'variance' | 'seed' | 'layers' | 'width', label: string, step = 1) => {
    const [min, max] = flowBounds[key];
    const onInput = (value: number): void => {
      change({ [key]: value });
    };
    return numberField({ label, min, max, step, onInput });
  };
  const variance = number('variance', l10n.t('Variance of the inputs'), 0.1);
  const seed = number('seed', l10n.t('Seed'));
  const layers = number('layers', l10n.t('Layers L'));
  const width = number('width', l10n.t('Width'));
  const weights = dropdown({
    labelledBy: 'flow-weights',
    options: layerWeights,
    nameOf: weightsName,
    onChange: (chosen) => {
      change({ weights: chosen });
    },
  });
  const residual = checkbox({
    label: l10n.t('Residual connections'),
    checked: request.residual,
    onChange: (checked) => {
      change({ residual: checked });
    },
  });
  const places = {
    variance: labeled(l10n.t('Variance of the inputs'), variance.element),
    weights: labeled(l10n.t('Weights'), weights.element, 'flow-weights'),
    layers: labeled(l10n.t('Layers L'), layers.element),
    width: labeled(l10n.t('Width'), width.element),
  };
  const own = new OwnData(host, refresh);
  const explanation = h('p', { class: 'muted' });
  const contrast = h('p', { class: 'contrast', role: 'status', hidden: true });
  const view = new FlowView(onExport, numbers, (checked) => {
    numbers = checked;
    remember();
  });
  const chart = new ChartSection({ id: 'flow-chart', title: l10n.t('Gradient over time'), onExport });
  const draw = (): void => {
    if (!shown) return;
    const { model, theme } = shown;
    const flow = question.answer ?? null;
    const against = flow && otherWord(flow, model);
    setText(contrast, against ?? '');
    contrast.hidden = !against;
    view.render(flow, model.name, theme);
    chart.render(flow && flowChart(flow), model.name, theme);
  };
  const question = new Question(host, 'flow', draw);
  const element = h(
    'div',
    { class: 'tab-content' },
    h(
      'section',
      { class: 'tab-choices flow-choices', 'aria-label': l10n.t('Network') },
      labeled(l10n.t('Along'), axis.element, 'flow-axis'),
      places.variance,
      places.weights,
      places.layers,
      places.width,
      residual,
      labeled(l10n.t('Seed'), seed.element),
    ),
    own.element,
    explanation,
    question.element,
    contrast,
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
      axis.set(along);
      variance.set(request.variance);
      seed.set(request.seed);
      layers.set(request.layers);
      width.set(request.width);
      weights.set(chosen);
      const depth = along === 'depth';
      own.element.hidden = depth;
      if (!depth) own.pull();
      places.variance.hidden = depth || own.name !== null;
      places.weights.hidden = residual.hidden = !depth;
      places.layers.hidden = !depth || chosen === 'article';
      places.width.hidden = !depth || chosen === 'article' || chosen === 'matrix';
      setText(
        explanation,
        depth
          ? l10n.t(
              'hₗ = φ(Wₗ hₗ₋₁ + bₗ), the last layer without φ; one standard normal sample, a loss L = vᵀh at the end with a random unit vector v.',
            )
          : own.name !== null
            ? l10n.t(
                'hₜ = φ(W hₜ₋₁ + xₜ) from h₀ = 0, with xₜ the rows of {0}; the loss L = vᵀh_T with a random unit vector v. Every gradient is exact.',
                own.name,
              )
            : l10n.t(
                'hₜ = φ(W hₜ₋₁ + xₜ) over the horizon T, from h₀ = 0, with normal inputs xₜ; the loss L = vᵀh_T with a random unit vector v. Every gradient is exact; without inputs (variance 0) every state is at rest, as the verdict assumes.',
              ),
      );
      const { steps, activation } = model.analysis.options;
      const [, maxSteps] = flowBounds.steps;
      question.put({ ...request, inputs: own.name, steps: Math.min(steps, maxSteps, own.steps), activation }, model); // prettier-ignore
      draw();
    },
  };
}

/** Where the gradient along these states comes to another word than the verdict, which is that of states at rest. */
function otherWord({ axis, log10Gain }: Flow, { analysis: { verdict, options } }: PanelModel): string | null {
  if (axis !== 'time' || !verdict) return null;
  const word = verdictOfGain(log10Gain, options.thresholds);
  if (word === verdict.name || verdict.name === 'undetermined') return null;
  return l10n.t(
    'Near rest {0} (gain {1}), which is the verdict; along these states, where the slopes φ′ are others, {2}: this one goes back by {3}.',
    outcomeOf(verdict.name),
    formatPowerOfTen(verdict.log10Gain),
    outcomeOf(word),
    formatPowerOfTen(log10Gain),
  );
}
