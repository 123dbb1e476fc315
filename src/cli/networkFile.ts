import { parseActivation, type ActivationName } from '../core/recurrence/activation';
import type { TrainingData } from '../core/training/data';
import type { Layer } from '../core/training/network';
import { describe, InputError, matrixOf, numberOf, objectOf, required, vectorOf } from './inputJson';

/** A network with its data and how it is to be trained. */
export interface NetworkFile {
  readonly layers: readonly Layer[];
  /** The names of the layers in the file: fc1, fc2, … */
  readonly names: readonly string[];
  readonly data: TrainingData;
  readonly learningRate: number;
  readonly activation: ActivationName;
  readonly epochs: number;
}

const wanted = 'a network has initial, X, y and learningRate';
const maxEpochs = 1_000_000;

/**
 * Reads `{initial, X, y, learningRate, epochs?, activation?}`; `initial` holds fc1.weight, fc1.bias, fc2.weight, … under
 * any names, first layer first.
 * @throws InputError that names the key and the index.
 */
export function parseNetworkFile(value: unknown): NetworkFile {
  const content = objectOf(value, 'the file');
  const initial = objectOf(required(content, 'initial', wanted), 'initial');
  const stray = Object.keys(initial).find((key) => !/\.(weight|bias)$/.test(key));
  if (stray !== undefined)
    throw new InputError(
      `initial holds ${stray.slice(0, 40)}: name a layer's arrays NAME.weight and NAME.bias`,
    );
  const names = Object.keys(initial).flatMap((key) => (key.endsWith('.weight') ? [key.slice(0, -7)] : []));
  if (names.length === 0) throw new InputError('initial holds no layer: give fc1.weight and fc1.bias');
  const orphan = Object.keys(initial).find(
    (key) => key.endsWith('.bias') && !names.includes(key.slice(0, -5)),
  );
  if (orphan !== undefined) throw new InputError(`initial holds ${orphan.slice(0, 40)} and no weight to it`);
  const layers = names.map((name) => ({
    weight: matrixOf(initial[`${name}.weight`], `initial ${name}.weight`),
    bias: vectorOf(
      required(initial, `${name}.bias`, 'write zeros for a layer without'),
      `initial ${name}.bias`,
    ),
  }));
  layers.forEach(({ weight, bias }, l) => {
    const place = `initial ${names[l]!}`;
    const shape = `${place}.weight is ${weight.rows}×${weight.columns}`;
    const before = layers[l - 1]?.weight.rows;
    if (before !== undefined && weight.columns !== before)
      throw new InputError(`${shape}, it should have ${before} columns: ${names[l - 1]!} gives so many`);
    if (bias.length !== weight.rows)
      throw new InputError(`${place}.bias has ${bias.length} entries, it should have ${weight.rows}`);
  });
  const activation = content['activation'] ?? 'sigmoid';
  const name = typeof activation === 'string' ? parseActivation(activation) : undefined;
  if (!name) throw new InputError(`activation is ${describe(activation)}, which is none known`);
  const epochs = numberOf(content['epochs'] ?? 100, 'epochs');
  if (!Number.isInteger(epochs) || epochs < 1 || epochs > maxEpochs)
    throw new InputError(`epochs is ${epochs}, not a whole number from 1 to ${maxEpochs}`);
  return {
    layers,
    names,
    data: {
      x: matrixOf(required(content, 'X', wanted), 'X'),
      y: matrixOf(required(content, 'y', wanted), 'y'),
    },
    learningRate: numberOf(required(content, 'learningRate', wanted), 'learningRate'),
    activation: name,
    epochs,
  };
}
