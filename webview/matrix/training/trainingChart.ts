// Not translated: headers of CSV files are the same in every language.
import * as l10n from '@vscode/l10n';
import { parameterNames } from '../../../src/core/training/network';
import { articleTraining, type TrainingEpoch, type TrainingSettings } from '../../../src/shared/training';
import { formatNumber, formatPowerOfTen } from '../../../src/present/format';
import { clauses, listed } from '../../../src/present/words';
import type { ChartContent } from '../../../src/present/plot/content';
import { logAxis } from '../../../src/present/plot/logAxis';
import type { Axis } from '../../../src/present/plot/plot';
import { seriesChart, type Series } from '../../../src/present/plot/seriesChart';
import { countTicks } from '../../../src/present/plot/ticks';

/** A run as far as it is known. */
export interface TrainingRun {
  readonly settings: TrainingSettings;
  readonly epochs: readonly TrainingEpoch[];
  /** Settles its looks among the runs. */
  readonly index: number;
}

/** What runs are compared by. */
export const comparedQuantities = ['ratio', 'first', 'total'] as const;
export type ComparedQuantity = (typeof comparedQuantities)[number];

/** How it is called. */
export function quantityName(quantity: ComparedQuantity): string {
  switch (quantity) {
    case 'ratio':
      return l10n.t('First layer’s gradient over the last’s');
    case 'first':
      return l10n.t('Gradient norm of the first weight');
    case 'total':
      return l10n.t('Gradient norm of all parameters');
  }
}

/** What a run's name says of its settings. */
interface RunWords {
  readonly rate: (value: string) => string;
  readonly clippedByNorm: (threshold: string) => string;
  readonly clippedByValue: (threshold: string) => string;
  readonly seed: (value: number) => string;
}
const shownWords: RunWords = {
  rate: (value) => l10n.t('rate {0}', value),
  clippedByNorm: (threshold) => l10n.t('clipped by norm at {0}', threshold),
  clippedByValue: (threshold) => l10n.t('clipped by value at {0}', threshold),
  seed: (value) => l10n.t('seed {0}', value),
};
/** The CSV is the same in every language. */
const csvWords: RunWords = {
  rate: (value) => `rate ${value}`,
  clippedByNorm: (threshold) => `clipped by norm at ${threshold}`,
  clippedByValue: (threshold) => `clipped by value at ${threshold}`,
  seed: (value) => `seed ${value}`,
};

/** A run by what sets it apart from the article's: `sigmoid`, `relu, clipped at norm 1`. */
export function runLabel(settings: TrainingSettings): string {
  return listed(differences(settings, shownWords));
}

function differences(settings: TrainingSettings, words: RunWords): string[] {
  const { widths, activation, initializer, scale, learningRate, clipping, threshold, seed } = settings;
  const standard = articleTraining;
  const sizes = widths.join('-');
  const clipped = clipping === 'norm' ? words.clippedByNorm : words.clippedByValue;
  const drawn = initializer === standard.initializer && scale === standard.scale ? '' : initializer;
  return [
    activation,
    sizes === standard.widths.join('-') ? '' : sizes,
    drawn && (scale === 1 ? drawn : `${drawn} × ${formatNumber(scale)}`),
    learningRate === standard.learningRate ? '' : words.rate(formatNumber(learningRate)),
    clipping === 'none' ? '' : clipped(formatNumber(threshold)),
    seed === standard.seed ? '' : words.seed(seed),
  ].filter((part) => part !== '');
}

/** log10 of a figure as a chart has it: −∞ for an exact zero, NaN where a run diverged. */
const log10Of = (value: number | null | undefined): number => Math.log10(value ?? NaN);

/** What runs are compared by at one epoch. */
export function quantityAt(quantity: ComparedQuantity, { gradNorms, totalNorm }: TrainingEpoch): number {
  // The last weight stands before the last bias.
  const [first, last] = [log10Of(gradNorms[0]), log10Of(gradNorms.at(-2))];
  return { ratio: first - last, first, total: log10Of(totalNorm) }[quantity];
}

/** The gradient norm of every parameter over the epochs. */
export function normsChart({ settings, epochs }: TrainingRun, length: number, biases: boolean): ChartContent {
  const names = parameterNames(settings.widths.length - 1);
  const series = names
    .map((label, index): Series => {
      return { label, index, values: epochs.map(({ gradNorms }) => log10Of(gradNorms[index])) };
    })
    .filter((_, index) => biases || index % 2 === 0);
  const ends = series.map(({ label, values }) => `${label} ${formatLog(values.at(-1) ?? null)}`);
  return overEpochs({
    title: l10n.t('Gradient norm of each parameter'),
    finding:
      epochs.length === 0
        ? l10n.t('Line chart, still empty.')
        : l10n.t('Line chart: after {0} epochs {1}.', epochs.length, listed(ends)),
    label: '‖∂L/∂p‖',
    series,
    length,
    places: epochs.length,
    notes: divergence([{ settings, epochs, index: 0 }]),
  });
}

/** The loss of each run. */
export function lossChart(runs: readonly TrainingRun[], length: number): ChartContent {
  return comparison(l10n.t('Loss'), l10n.t('mean squared error'), runs, length, ({ loss }) => log10Of(loss));
}

/** One figure of each run. */
export function comparedChart(
  runs: readonly TrainingRun[],
  length: number,
  quantity: ComparedQuantity,
): ChartContent {
  const name = quantityName(quantity);
  const label = { ratio: '‖∂L/∂W₁‖ / ‖∂L/∂W_L‖', first: '‖∂L/∂W₁‖', total: '‖∂L‖' }[quantity];
  return comparison(name, label, runs, length, (epoch) => quantityAt(quantity, epoch));
}

function comparison(
  title: string,
  label: string,
  runs: readonly TrainingRun[],
  length: number,
  valueOf: (epoch: TrainingEpoch) => number,
): ChartContent {
  const series = runs.map(({ settings, epochs, index }) => {
    const csvName = differences(settings, csvWords).join(' ');
    return { label: runLabel(settings), csvName, index, values: epochs.map(valueOf) };
  });
  const ends = clauses(
    series.map(({ label: name, values }) => `${name} ${formatLog(values.at(-1) ?? null)}`),
  );
  return overEpochs({
    title,
    finding:
      runs.length === 1
        ? l10n.t('Line chart of one run: {0} at the last epoch.', ends)
        : l10n.t('Line chart of {0} runs: {1} at the last epoch.', runs.length, ends),
    label,
    series,
    length,
    places: Math.max(0, ...runs.map(({ epochs }) => epochs.length)),
    notes: divergence(runs),
  });
}

interface OverEpochs {
  readonly title: string;
  readonly finding: string;
  readonly label: string;
  readonly series: readonly Series[];
  /** Epochs in all. */
  readonly length: number;
  /** Epochs that are known. */
  readonly places: number;
  readonly notes: readonly string[];
}

function overEpochs({ label, series, length, places, notes, ...rest }: OverEpochs): ChartContent {
  const { axis, notes: cut } = logAxis(
    label,
    series.map(({ values }) => values.filter((value) => !Number.isNaN(value))),
  );
  return seriesChart({
    ...rest,
    x: epochAxis(length),
    y: axis,
    places: Array.from({ length: places }, (_, i) => i + 1),
    series,
    placeName: l10n.t('epoch'),
    csvPlaceName: 'epoch',
    formatPlace: String,
    formatValue: formatLog,
    csvPrefix: 'log10_',
    notes: [...notes, ...cut],
  });
}

function epochAxis(length: number): Axis {
  const [min, max] = length === 1 ? [0.5, 1.5] : [1, length];
  return { label: l10n.t('epoch'), min, max, ticks: countTicks(length) };
}

function formatLog(log10: number | null): string {
  return log10 === null ? '–' : Number.isNaN(log10) ? l10n.t('not finite') : formatPowerOfTen(log10);
}

function divergence(runs: readonly TrainingRun[]): string[] {
  return runs.flatMap(({ settings, epochs }) => {
    const at = epochs.find(({ loss, totalNorm }) => loss === null || totalNorm === null);
    return at
      ? [
          l10n.t(
            '“{0}” diverged: from epoch {1} on its figures are not finite.',
            runLabel(settings),
            at.epoch,
          ),
        ]
      : [];
  });
}
