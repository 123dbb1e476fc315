import * as l10n from '@vscode/l10n';
import {
  articleTraining,
  parseTraining,
  trainingBounds,
  type TrainingSettings,
} from '../../../src/shared/training';
import { recordOf, wholeWithin } from '../../../src/shared/parse';
import type { PanelModel } from '../../../src/shared/panel';
import {
  comparedChart,
  comparedQuantities,
  lossChart,
  normsChart,
  quantityName,
  type ComparedQuantity,
  type TrainingRun,
} from './trainingChart';
import { button } from '../../ui/controls/button';
import { checkbox } from '../../ui/controls/checkbox';
import { dropdown } from '../../ui/controls/dropdown';
import { labeled } from '../../ui/controls/labeled';
import { numberField } from '../../ui/controls/numberField';
import { h, setText } from '../../ui/dom';
import { formatNumber } from '../../../src/present/format';
import { ChartSection } from '../../ui/chart/chartSection';
import { LayerTable } from './layerTable';
import { RunList } from './runList';
import { TrainingForm } from './trainingForm';
import { maxKeptRuns, TrainingRuns } from './trainingRuns';
import type { Theme } from '../../ui/theme';
import type { TabContext, TabView } from '../tab';

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
const tooLargeStart: TrainingSettings = {
  ...articleTraining,
  activation: 'relu',
  initializer: 'he_normal',
  scale: 2,
};
function presets(): (readonly [label: string, runs: readonly TrainingSettings[]])[] {
  return [
    [l10n.t('The article’s run'), [articleTraining]],
    [l10n.t('Sigmoid against ReLU'), [{ ...articleTraining, activation: 'relu' }, articleTraining]],
    [l10n.t('With and without clipping'), [tooLargeStart, { ...tooLargeStart, clipping: 'norm' }]],
  ];
}

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
    label: l10n.t('Play'),
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
    label: l10n.t('Step'),
    title: l10n.t('Step: one more epoch'),
    onClick: () => {
      runs.pause();
      void runs.reach(runs.current.epochs.length + 1);
    },
  });
  const reset = button({
    label: l10n.t('Reset'),
    title: l10n.t('Reset every run to its start'),
    onClick: () => {
      runs.pause();
      runs.start(runs.all.map(({ settings }) => settings));
      remember();
      draw();
    },
  });
  const keep = button({
    label: l10n.t('Keep Run'),
    title: l10n.t('Keep Run: it stays in the charts, and a copy goes on'),
    onClick: () => {
      if (runs.all.length <= maxKeptRuns) runs.keep();
      remember();
      draw();
    },
  });
  const epochs = numberField({
    label: l10n.t('Epochs'),
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
    options: comparedQuantities,
    nameOf: quantityName,
    onChange: (chosen) => {
      remember({ quantity: chosen });
      draw();
    },
  });
  const biases = checkbox({
    label: l10n.t('Biases'),
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
    title: l10n.t('Gradient norm of each parameter'),
    onExport,
    tools: [biases],
  });
  const loss = new ChartSection({ id: 'loss', title: l10n.t('Loss'), onExport });
  const compared = new ChartSection({ id: 'compared', title: l10n.t('Runs compared'), onExport });
  const layers = new LayerTable();

  function draw(): void {
    if (!shown) return;
    const { model, theme } = shown;
    const { current, all } = runs;
    form.set(current.settings);
    epochs.set(remembered.epochs);
    quantity.set(remembered.quantity);
    setText(play, runs.playing ? l10n.t('Pause') : runs.finished ? l10n.t('Play Again') : l10n.t('Play'));
    keep.toggleAttribute('disabled', all.length > maxKeptRuns);
    const state = stateOf(current, remembered.epochs);
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
        l10n.t(
          'A small network fitted to 100 standard normal samples with full-batch gradient descent on the mean squared error: real forward and backward passes, its own matrices, not the one above.',
        ),
      ),
      h(
        'div',
        { class: 'tab-choices', role: 'group', 'aria-label': l10n.t('Presets') },
        ...presets().map(([label, settings]) => button({ label, onClick: () => { start(settings); } })), // prettier-ignore
      ),
      form.element,
      h(
        'div',
        { class: 'tab-choices', role: 'group', 'aria-label': l10n.t('Run') },
        h('div', { class: 'choice' }, play, step, reset, keep),
        labeled(l10n.t('Epochs'), epochs.element),
        sentence,
        outcome,
      ),
      norms.element,
      h(
        'div',
        { class: 'tab-choices' },
        list.element,
        wide(labeled(l10n.t('Compare runs by'), quantity.element, 'quantity-label')),
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

/** How far the current run has come. */
function stateOf({ epochs }: TrainingRun, length: number): string {
  const last = epochs.at(-1);
  if (!last) return l10n.t('Epoch 0 of {0}', length);
  const loss = last.loss === null ? l10n.t('not finite') : formatNumber(last.loss, 4);
  return last.clipped
    ? l10n.t('Epoch {0} of {1}, loss {2}, clipped', last.epoch, length, loss)
    : l10n.t('Epoch {0} of {1}, loss {2}', last.epoch, length, loss);
}

function wide(element: HTMLElement): HTMLElement {
  element.classList.add('wide');
  return element;
}

function parseMemory(saved: unknown): Memory {
  const { runs, epochs, reached, quantity, biases } = recordOf(saved);
  const known = Array.isArray(runs) ? runs.slice(0, maxKeptRuns + 1).map(parseTraining) : [];
  const length = wholeWithin(epochs, trainingBounds.epochs, 100);
  return {
    runs: known.length > 0 ? known : [articleTraining],
    epochs: length,
    reached: Number.isInteger(reached) ? wholeWithin(reached, [0, length], length) : null,
    quantity: comparedQuantities.find((name) => name === quantity) ?? 'ratio',
    biases: biases !== false,
  };
}
