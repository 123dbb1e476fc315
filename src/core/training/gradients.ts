import { kernels } from '../kernels/choose';
import { transpose, type Progress, type Matrix } from '../linalg/matrix';
import { activation, type ActivationName } from '../recurrence/activation';
import type { TrainingData } from './data';
import type { Layer } from './network';

/** The loss on the data and its gradient by every parameter. */
export interface LossGradient {
  /** Mean squared error over samples and outputs. */
  readonly loss: number;
  readonly layers: readonly Layer[];
}

/**
 * One forward and one backward pass: φ between the layers, none after the last, mean squared error as PyTorch's
 * nn.MSELoss averages it.
 */
export function lossGradient(
  layers: readonly Layer[],
  name: ActivationName,
  { x, y }: TrainingData,
  progress?: Progress,
): LossGradient {
  const { value, derivative } = activation(name);
  const { multiply } = kernels();
  const inputs: Matrix[] = [x];
  const sums: Matrix[] = [];
  layers.forEach(({ weight, bias }, l) => {
    const sum = multiply(inputs[l]!, transpose(weight), progress);
    addToRows(sum, bias);
    sums.push(sum);
    inputs.push(l === layers.length - 1 ? sum : { ...sum, data: sum.data.map(value) });
  });

  const output = inputs.at(-1)!;
  const errors = output.data.map((found, i) => found - y.data[i]!);
  const loss = errors.reduce((total, error) => total + error * error, 0) / errors.length;
  let delta: Matrix = { ...output, data: errors.map((error) => (2 * error) / errors.length) };
  const gradients: Layer[] = [];
  for (let l = layers.length - 1; l >= 0; l--) {
    gradients[l] = { weight: multiply(transpose(delta), inputs[l]!, progress), bias: columnSums(delta) };
    if (l === 0) break;
    const passed = multiply(delta, layers[l]!.weight, progress);
    const before = sums[l - 1]!.data;
    delta = { ...passed, data: passed.data.map((entry, i) => entry * derivative(before[i]!)) };
  }
  return { loss, layers: gradients };
}

function addToRows({ columns, data }: Matrix, row: Float64Array): void {
  for (let i = 0; i < data.length; i++) data[i] = data[i]! + row[i % columns]!;
}

function columnSums({ columns, data }: Matrix): Float64Array {
  const sums = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) sums[i % columns] = sums[i % columns]! + data[i]!;
  return sums;
}
