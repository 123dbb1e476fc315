import {
  articleTraining,
  parseTraining,
  trainingBounds,
  type TrainingSettings,
} from '../../src/shared/training';
import { recordOf, wholeWithin } from '../../src/shared/parse';
import type { PanelModel } from '../../src/shared/panel';
import {
  comparedChart,
  comparedQuantities,
  lossChart,
  normsChart,
  type ComparedQuantity,
} from '../charts/training';
import { button } from '../controls/button';
import { checkbox } from '../controls/checkbox';
import { dropdown } from '../controls/dropdown';
import { labelled } from '../controls/labelled';
import { numberField } from '../controls/numberField';
import { h, setText } from '../dom';
import { formatNumber } from '../format';
import { ChartSection } from '../panels/chartSection';
import { LayerTable } from '../panels/layerTable';
import { RunList } from '../panels/runList';
import { TrainingForm } from '../panels/trainingForm';
import { mostKept, TrainingRuns } from '../panels/trainingRuns';
import type { Theme } from '../theme';
import type { TabContext, TabView } from './tab';

/** What the tab remembers; the figures come again from the settings. */
interface Memory {
  /** The current run is the last one. */
  readonly runs: readonly TrainingSettings[];
  readonly epochs: number;
  /** The epoch that the current run had come to; `null` before the first. */
  readonly reached: number | null;
  readonly quantity: ComparedQuantity;
  readonly biases: boolean;
}

/** Clipping has something to do where the start is far too large. */
const wild: TrainingSettings = {
  ...articleTraining,
  activation: 'relu',
  initializer: 'he_normal',
  scale: 2,
};
const presets: readonly (readonly [label: string, runs: readonly TrainingSettings[]])[] = [
  ['The article’s run', [articleTraining]],
  ['Sigmoid against ReLU', [{ ...articleTraining, activation: 'relu' }, articleTraining]],
  ['With and without clipping', [wild, { ...wild, clipping: 'norm' }]],
];
const quantities = Object.keys(comparedQuantities) as ComparedQuantity[];

/** The article's fourth figure: a small network trained in the open, with the norm of every gradient. */
export function create({ host, memory, attempt, onExport }: TabContext): TabView {
  let remembered = parseMemory(memory.get());
  let shown: { readonly model: PanelModel; readonly theme: Theme } | undefined;
  const remember = (part: Partial<Memory> = {}): void => {
    const reached = runs.current.epochs.length;
    remembered = {
      ...remembered,
      runs: runs.all.map(({ settings }) => settings),
      ...part,
      reached: runs.playing ? remembered.epochs : reached,
    };
    memory.set(remembered);
  };
  const runs = new TrainingRuns(
    host,
    () => {
      if (!runs.playing) remember();
      draw();
    },
    (error) => {
      attempt(Promise.reject(error instanceof Error ? error : new Error(String(error))));
    },
  );
  runs.epochs = remembered.epochs;
  runs.start(remembered.runs);
  const begin = (): void => {
    runs.play();
    remember();
    draw();
  };
  const form = new TrainingForm((part) => {
    runs.replace(parseTraining({ ...runs.current.settings, ...part }));
    begin();
  });
  const play = button({
    label: 'Play',
    onClick: () => {
      if (runs.playing) runs.pause();
      else {
        if (runs.finished) runs.start(runs.all.map(({ settings }) => settings));
        runs.play();
      }
      remember();
      draw();
    },
  });
  const step = button({
    label: 'Step',
    title: 'Step: one more epoch',
    onClick: () => {
      runs.pause();
      void runs.reach(runs.current.epochs.length + 1);
    },
  });
  const reset = button({
    label: 'Reset',
    title: 'Reset every run to its start',
    onClick: () => {
      runs.pause();
      runs.start(runs.all.map(({ settings }) => settings));
      remember();
      draw();
    },
  });
  const keep = button({
    label: 'Keep Run',
    title: 'Keep Run: it stays in the charts, and a copy goes on',
    onClick: () => {
      if (runs.all.length <= mostKept) runs.keep();
      remember();
      draw();
    },
  });
  const epochs = numberField({
    label: 'Epochs',
    min: trainingBounds.epochs[0],
    max: trainingBounds.epochs[1],
    onInput: (value) => {
      runs.epochs = value;
      remember({ epochs: value });
      begin();
    },
  });
  const list = new RunList((run) => {
    runs.drop(run);
    remember();
    draw();
  });
  const quantity = dropdown({
    labelledBy: 'quantity-label',
    options: quantities.map((name) => comparedQuantities[name]),
    onChange: (chosen) => {
      remember({ quantity: quantities.find((name) => comparedQuantities[name] === chosen)! });
      draw();
    },
  });
  const biases = checkbox({
    label: 'Biases',
    checked: remembered.biases,
    onChange: (checked) => {
      remember({ biases: checked });
      draw();
    },
  });
  const sentence = h('p', { class: 'training-state' });
  const outcome = h('p', { class: 'visually-hidden', role: 'status' });
  const norms = new ChartSection({
    id: 'gradient-norms',
    title: 'Gradient norm of each parameter',
    onExport,
    tools: [biases],
  });
  const loss = new ChartSection({ id: 'loss', title: 'Loss', onExport });
  const compared = new ChartSection({ id: 'compared', title: 'Runs compared', onExport });
  const layers = new LayerTable();

  function draw(): void {
    if (!shown) return;
    const { model, theme } = shown;
    const { current, all } = runs;
    form.set(current.settings);
    epochs.set(remembered.epochs);
    quantity.set(comparedQuantities[remembered.quantity]);
    setText(play, runs.playing ? 'Pause' : runs.finished ? 'Play Again' : 'Play');
    keep.toggleAttribute('disabled', all.length > mostKept);
    const last = current.epochs.at(-1);
    const state = last
      ? `Epoch ${last.epoch} of ${remembered.epochs}, loss ${last.loss === null ? 'not finite' : formatNumber(last.loss, 4)}${last.clipped ? ', clipped' : ''}`
      : `Epoch 0 of ${remembered.epochs}`;
    setText(sentence, state);
    if (!runs.playing) setText(outcome, state);
    list.render(all, theme);
    norms.render(normsChart(current, remembered.epochs, remembered.biases), 'training', theme);
    loss.render(lossChart(all, remembered.epochs), 'training', theme);
    compared.render(comparedChart(all, remembered.epochs, remembered.quantity), 'training', theme);
    layers.render(current, model.analysis.options.thresholds);
  }

  const start = (settings: readonly TrainingSettings[]): void => {
    runs.start(settings);
    begin();
  };
  let opened = false;
  return {
    element: h(
      'div',
      { class: 'tab-content training' },
      h(
        'p',
        { class: 'muted' },
        'A small network fitted to 100 standard normal samples with full-batch gradient descent on the mean squared error: real forward and backward passes, its own matrices, not the one above.',
      ),
      h(
        'div',
        { class: 'tab-choices', role: 'group', 'aria-label': 'Presets' },
        ...presets.map(([label, settings]) => button({ label, onClick: () => { start(settings); } })), // prettier-ignore
      ),
      form.element,
      h(
        'div',
        { class: 'tab-choices', role: 'group', 'aria-label': 'Run' },
        h('div', { class: 'choice' }, play, step, reset, keep),
        labelled('Epochs', epochs.element),
        sentence,
        outcome,
      ),
      norms.element,
      h(
        'div',
        { class: 'tab-choices' },
        list.element,
        wide(labelled('Compare runs by', quantity.element, 'quantity-label')),
      ),
      h('div', { class: 'pair' }, loss.element, compared.element),
      layers.element,
    ),
    render: (model, theme) => {
      shown = { model, theme };
      if (!opened) {
        opened = true;
        if (remembered.reached === null) begin();
        else void runs.reach(remembered.reached);
      }
      draw();
    },
    hide: () => {
      runs.pause();
      remember();
    },
  };
}

function wide(element: HTMLElement): HTMLElement {
  element.classList.add('wide');
  return element;
}

function parseMemory(saved: unknown): Memory {
  const { runs, epochs, reached, quantity, biases } = recordOf(saved);
  const known = Array.isArray(runs) ? runs.slice(0, mostKept + 1).map(parseTraining) : [];
  const length = wholeWithin(epochs, trainingBounds.epochs, 100);
  return {
    runs: known.length > 0 ? known : [articleTraining],
    epochs: length,
    reached: Number.isInteger(reached) ? wholeWithin(reached, [0, length], length) : null,
    quantity: quantities.find((name) => name === quantity) ?? 'ratio',
    biases: biases !== false,
  };
}
