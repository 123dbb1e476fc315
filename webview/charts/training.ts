import { parameterNames } from '../../src/core/training/network';
import { articleTraining, type TrainingEpoch, type TrainingSettings } from '../../src/shared/training';
import { formatNumber, formatPowerOfTen } from '../format';
import type { ChartContent } from './content';
import { logAxis } from './logAxis';
import type { Axis } from './plot';
import { seriesChart, type Series } from './seriesChart';
import { countTicks } from './ticks';

/** A run as far as it is known. */
export interface TrainingRun {
  readonly settings: TrainingSettings;
  readonly epochs: readonly TrainingEpoch[];
  /** Settles its looks among the runs. */
  readonly index: number;
}

/** What runs are compared by. */
export const comparedQuantities = {
  ratio: 'First layer’s gradient over the last’s',
  first: 'Gradient norm of the first weight',
  total: 'Gradient norm of all parameters',
} as const;
export type ComparedQuantity = keyof typeof comparedQuantities;

/** A run by what sets it apart from the article's: `sigmoid`, `relu, clipped at norm 1`. */
export function runLabel(settings: TrainingSettings): string {
  const { widths, activation, initializer, scale, learningRate, clipping, threshold, seed } = settings;
  const standard = articleTraining;
  const sizes = widths.join('-');
  const drawn = initializer === standard.initializer && scale === standard.scale ? '' : initializer;
  return [
    activation,
    sizes === standard.widths.join('-') ? '' : sizes,
    drawn && (scale === 1 ? drawn : `${drawn} × ${formatNumber(scale)}`),
    learningRate === standard.learningRate ? '' : `rate ${formatNumber(learningRate)}`,
    clipping === 'none' ? '' : `clipped by ${clipping} at ${formatNumber(threshold)}`,
    seed === standard.seed ? '' : `seed ${seed}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
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
  const end = series.map(({ label, values }) => `${label} ${formatLog(values.at(-1) ?? null)}`).join(', ');
  return overEpochs({
    title: 'Gradient norm of each parameter',
    finding:
      epochs.length === 0 ? 'Line chart, still empty.' : `Line chart: after ${epochs.length} epochs ${end}.`,
    label: '‖∂L/∂p‖',
    series,
    length,
    places: epochs.length,
    notes: divergence([{ settings, epochs, index: 0 }]),
  });
}

/** The loss of each run. */
export function lossChart(runs: readonly TrainingRun[], length: number): ChartContent {
  return comparison('Loss', 'mean squared error', runs, length, ({ loss }) => log10Of(loss));
}

/** One figure of each run. */
export function comparedChart(
  runs: readonly TrainingRun[],
  length: number,
  quantity: ComparedQuantity,
): ChartContent {
  const name = comparedQuantities[quantity];
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
    return { label: runLabel(settings), index, values: epochs.map(valueOf) };
  });
  const ends = series.map(({ label: name, values }) => `${name} ${formatLog(values.at(-1) ?? null)}`);
  return overEpochs({
    title,
    finding: `Line chart of ${runs.length === 1 ? 'one run' : `${runs.length} runs`}: ${ends.join('; ')} at the last epoch.`,
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
    placeName: 'epoch',
    formatPlace: String,
    formatValue: formatLog,
    csvPrefix: 'log10_',
    notes: [...notes, ...cut],
  });
}

function epochAxis(length: number): Axis {
  const [min, max] = length === 1 ? [0.5, 1.5] : [1, length];
  return { label: 'epoch', min, max, ticks: countTicks(length) };
}

function formatLog(log10: number | null): string {
  return log10 === null ? '–' : Number.isNaN(log10) ? 'not finite' : formatPowerOfTen(log10);
}

function divergence(runs: readonly TrainingRun[]): string[] {
  return runs.flatMap(({ settings, epochs }) => {
    const at = epochs.find(({ loss, totalNorm }) => loss === null || totalNorm === null);
    return at
      ? [`“${runLabel(settings)}” diverged: from epoch ${at.epoch} on its figures are not finite.`]
      : [];
  });
}
