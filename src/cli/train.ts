import { formatNumber } from '../present/format';
import { verdictSymbols } from '../present/symbols';
import { layerVerdicts, type LayerVerdict } from '../core/training/layerVerdicts';
import { Training, type TrainingStep } from '../core/training/training';
import type { Command } from './command';
import { readJson } from './inputJson';
import { parseNetworkFile, type NetworkFile } from './networkFile';
import { parseOneFile, withInput } from './oneFile';
import { printable } from './style';

/** A layer's share of the last layer's gradient norm, in the first and in the last epoch. */
interface LayerRecord {
  readonly layer: string;
  readonly first: Omit<LayerVerdict, 'layer'>;
  readonly last: Omit<LayerVerdict, 'layer'>;
}

/** What `gradient-lens train --json` prints; lists by epoch, `null` where a diverged run has no number. */
interface TrainRecord {
  readonly losses: readonly number[];
  readonly gradNorms: Readonly<Record<string, readonly number[]>>;
  readonly layers: readonly LayerRecord[];
}

/** `gradient-lens train`: a small network's real gradients, epoch by epoch. */
export const train: Command = {
  usage: `gradient-lens train FILE [--json]

Trains a fully connected network (sigmoid between the layers, mean squared error, gradient descent on all samples) and
says how much of the gradient reaches each layer. FILE is JSON: initial (fc1.weight, fc1.bias, … as PyTorch stores them),
X, y, learningRate; epochs (100) and activation (sigmoid) if they are to be others.

  --json             print losses and gradNorms by epoch and the verdict on each layer`,
  run(args, terminal) {
    const { file, json } = parseOneFile(args);
    return withInput(file, terminal, async () => {
      const network = parseNetworkFile(await readJson(file));
      const record = trainRecord(network);
      terminal.log(json ? JSON.stringify(record) : trainTable(record));
    });
  },
};

function trainRecord({ layers, names, data, epochs, ...options }: NetworkFile): TrainRecord {
  const training = new Training(layers, data, options);
  const steps: TrainingStep[] = [];
  while (steps.length < epochs) steps.push(training.step());
  const parameters = names.flatMap((name) => [`${name}.weight`, `${name}.bias`]);
  const norms = steps.map(({ gradNorms }) => Object.values(gradNorms));
  const verdicts = [steps[0]!, steps.at(-1)!].map(({ gradNorms }) => layerVerdicts(gradNorms));
  const judged = (which: number, l: number): Omit<LayerVerdict, 'layer'> => {
    const { ratio, verdict } = verdicts[which]![l]!;
    return { ratio, verdict };
  };
  return {
    losses: steps.map(({ loss }) => loss),
    gradNorms: Object.fromEntries(parameters.map((name, i) => [name, norms.map((norm) => norm[i]!)])),
    layers: names.map((layer, l) => ({ layer, first: judged(0, l), last: judged(1, l) })),
  };
}

function trainTable({ losses, gradNorms, layers }: TrainRecord): string {
  const judged = ({ ratio, verdict }: Omit<LayerVerdict, 'layer'>): string =>
    `${verdict ? `${verdictSymbols[verdict]} ${verdict}` : 'no number'} (${formatNumber(ratio)})`;
  const columns = ['layer', '‖∂L/∂W‖ at first', 'of the last layer', '‖∂L/∂W‖ at last', 'of the last layer'];
  const rows = layers.map(({ layer, first, last }) => {
    const norms = gradNorms[`${layer}.weight`]!;
    return [
      printable(layer),
      formatNumber(norms[0]!),
      judged(first),
      formatNumber(norms.at(-1)!),
      judged(last),
    ];
  });
  const widths = columns.map((column, i) => Math.max(column.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd();
  return [
    `${losses.length} epochs: loss ${formatNumber(losses[0]!)} → ${formatNumber(losses.at(-1)!)}`,
    line(columns),
    ...rows.map(line),
    '',
  ].join('\n');
}
