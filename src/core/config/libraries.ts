import { truncatedDeviation, type Initializer } from '../initializers/initializer';
import { defaultInitializer, type Framework } from '../initializers/names';
import type { ActivationName } from '../recurrence/activation';
import type { CellName } from './recurrentConfig';

/** What a library gives a cell where nothing is stated. */
export interface CellDefaults {
  readonly initializer: Initializer;
  readonly activation?: ActivationName;
  /** The forget gate's bias of an LSTM, the update gate's of a GRU; 0 unless said. */
  readonly gateBias?: number;
  /** Each gate's block is drawn by itself, and not all of them as one matrix. */
  readonly separateGates?: boolean;
  /** Gates have two biases, each U(±1/√H), as PyTorch's have. */
  readonly drawnBiases?: boolean;
}

interface Library {
  readonly title: string;
  /** Whose names its initializers are read by. */
  readonly framework: Framework;
  readonly cells: CellDefaults & Partial<Readonly<Record<CellName, Partial<CellDefaults>>>>;
}

const scaling = (
  fan: 'fan-in' | 'fan-average',
  distribution: 'uniform' | 'truncated-normal',
): Initializer => ({ kind: 'variance-scaling', gain: 1, fan, distribution });
const glorotUniform = scaling('fan-average', 'uniform');
const lecunNormal = scaling('fan-in', 'truncated-normal');
const hkLinear = (share: number): Initializer => ({
  kind: 'variance-scaling',
  gain: truncatedDeviation * Math.sqrt(share),
  fan: 'fan-in',
  distribution: 'truncated-normal',
});
const orthogonal: Initializer = { kind: 'orthogonal', gain: 1 };
const torch: Library['cells'] = { initializer: defaultInitializer.pytorch, drawnBiases: true };
/** Reservoirs have a ρ of their own; where none is stated the matrix is N(0, 1), of which a tenth is not 0. */
const sparse: Initializer = { kind: 'normal', mean: 0, deviation: Math.sqrt(0.1) };

/** The defaults of libraries, from their sources; cells say what differs. */
export const libraries = {
  pytorch: { title: 'PyTorch', framework: 'pytorch', cells: torch },
  keras: {
    title: 'Keras',
    framework: 'keras',
    cells: { initializer: orthogonal, lstm: { gateBias: 1 } },
  },
  // flax/linen/recurrent.py: a Dense for each gate, orthogonal, without biases of its own.
  flax: { title: 'Flax', framework: 'keras', cells: { initializer: orthogonal, separateGates: true } },
  // haiku/_src/recurrent.py: hk.Linear is cut at two deviations and not corrected; the LSTM adds 1 to its forget gate.
  haiku: {
    title: 'Haiku',
    framework: 'keras',
    cells: {
      initializer: hkLinear(1),
      rnn: { activation: 'relu' },
      // One layer for input and state: as wide as each other, half of the fan-in is the state's.
      lstm: { initializer: hkLinear(0.5), gateBias: 1, separateGates: true },
      gru: { initializer: lecunNormal, separateGates: true },
    },
  },
  equinox: { title: 'Equinox', framework: 'pytorch', cells: { ...torch, drawnBiases: false } },
  // tensorflow/python/ops/rnn_cell_impl.py: Glorot; forget_bias 1 and, in a GRU, 1 for both gates.
  tf1: {
    title: 'TensorFlow 1',
    framework: 'keras',
    cells: { initializer: glorotUniform, lstm: { gateBias: 1 }, gru: { gateBias: 1 } },
  },
  paddle: { title: 'PaddlePaddle', framework: 'pytorch', cells: torch },
  mindspore: { title: 'MindSpore', framework: 'pytorch', cells: torch },
  mlx: { title: 'MLX', framework: 'pytorch', cells: torch },
  // gluon/rnn: what initialize() gives, U(±0.07) unless told otherwise; its plain layer is a relu one.
  mxnet: {
    title: 'MXNet',
    framework: 'pytorch',
    cells: { initializer: { kind: 'uniform', low: -0.07, high: 0.07 }, rnn: { activation: 'relu' } },
  },
  flux: { title: 'Flux', framework: 'keras', cells: { initializer: glorotUniform } },
  lux: { title: 'Lux', framework: 'pytorch', cells: torch },
  // lstmLayer: orthogonal, unit-forget-gate.
  matlab: {
    title: 'Deep Learning Toolbox',
    framework: 'keras',
    cells: { initializer: orthogonal, lstm: { gateBias: 1 } },
  },
  // speechbrain/nnet/RNN.py, rnn_init: weight_hh orthogonal, all gates in one; the biases stay PyTorch's.
  speechbrain: {
    title: 'SpeechBrain',
    framework: 'pytorch',
    cells: { initializer: orthogonal, drawnBiases: true },
  },
  // mlagents/trainers/torch_entities/layers.py, lstm_layer: Glorot for each gate; 1 in both of the forget gate's biases.
  mlagents: {
    title: 'ML-Agents',
    framework: 'pytorch',
    cells: { initializer: glorotUniform, separateGates: true, gateBias: 2 },
  },
  // allennlp/modules/augmented_lstm.py: block_orthogonal for the state's gates, 1 for the forget gate.
  allennlp: {
    title: 'AllenNLP',
    framework: 'pytorch',
    cells: { initializer: orthogonal, separateGates: true, gateBias: 1 },
  },
  // espnet/nets/pytorch_backend/e2e_asr.py, init_like_chainer: N(0, 1/fan-in), biases 0.
  espnet: {
    title: 'ESPnet',
    framework: 'pytorch',
    cells: { initializer: { kind: 'variance-scaling', gain: 1, fan: 'fan-in', distribution: 'normal' } },
  },
  reservoirpy: { title: 'ReservoirPy', framework: 'keras', cells: { initializer: sparse } },
  reservoir: { title: 'reservoir computing', framework: 'keras', cells: { initializer: sparse } },
  /** Written by hand: the initializer stands in the text. */
  own: { title: 'own code', framework: 'keras', cells: { initializer: defaultInitializer.pytorch } },
} as const satisfies Readonly<Record<string, Library>>;

export type LibraryName = keyof typeof libraries;

/** The defaults of one of a library's cells. */
export function cellDefaults(library: LibraryName, cell: CellName): CellDefaults {
  const { cells }: Library = libraries[library];
  return { ...cells, ...cells[cell] };
}
