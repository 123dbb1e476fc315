import type { LibraryName } from '../../core/config/libraries';
import type { CellName } from '../../core/config/recurrentConfig';

/** A function that makes a recurrent layer or cell. */
export interface CellMaker {
  readonly library: LibraryName;
  readonly cell: CellName;
  /** What its positional arguments are, by the fields and keywords below. */
  readonly positional: readonly (keyof typeof keywords | null)[];
  /** One step, and not the loop over them. */
  readonly single: boolean;
  /** What its own defaults are. */
  readonly defaults?: { readonly hiddenSize?: number; readonly spectralRadius?: number };
  /** What the gate that keeps the state starts with, where it differs from the library's other cells. */
  readonly gateBias?: number;
  /** Where an argument says the cell, and what it is without one: `RNNModel(model='LSTM')`. */
  readonly named?: { readonly key: string; readonly at: number; readonly otherwise: CellName };
}

/** The keywords that say a thing, whatever the library. */
export const keywords = {
  hiddenSize: [
    'hidden_size',
    'units',
    'num_units',
    // Keras 1
    'output_dim',
    'features',
    'hidden_features',
    'num_hidden',
    'n_units',
    'n_reservoir',
    'reservoir_size',
    'res_size',
    'hidden_dim',
    'size',
    'n_neurons',
    'rnn_size',
    'hidden_sizes',
    'N',
  ],
  inputSize: ['input_size', 'in_features'],
  layers: ['num_layers', 'n_layers', 'n_rnn_layers', 'rnn_layers', 'lstm_layers'],
  activation: ['nonlinearity', 'activation', 'activation_fn'],
  initializer: [
    'recurrent_initializer',
    'recurrent_kernel_init',
    'inner_init',
    'RecurrentWeightsInitializer',
    'h2h_weight_initializer',
    'init_recurrent_weight',
    'init_recurrent',
    'initializer',
    'w_h_init',
    'kernel_initializer_recurrent',
  ],
  forgetBias: ['forget_bias', 'forget_bias_init'],
  unitForgetBias: ['unit_forget_bias'],
  bidirectional: ['bidirectional'],
  spectralRadius: ['sr', 'spectral_radius', 'rho', 'radius', 'spectralRadius'],
  W: ['W'],
  leak: ['lr', 'leak_rate', 'leaking_rate', 'leaky_rate', 'leakage', 'leak', 'alpha', 'leakrate'],
} as const;

type Row = readonly [pattern: RegExp, maker: Omit<CellMaker, 'single'>];
const torch = ['inputSize', 'hiddenSize', 'layers'] as const;
const keras = ['hiddenSize', 'activation'] as const;

const inLibrary = (
  library: LibraryName,
  path: string,
  names: Readonly<Record<string, CellName>>,
  positional: CellMaker['positional'],
  more: Partial<CellMaker> = {},
): Row[] =>
  Object.entries(names).map(([name, cell]) => [
    new RegExp(`^(?:${path})\\.${name}(?:Cell|V1|V2)?$`),
    { library, cell, positional, ...more },
  ]);

const plain: Readonly<Record<string, CellName>> = { RNN: 'rnn', LSTM: 'lstm', GRU: 'gru' };
const simple: Readonly<Record<string, CellName>> = { SimpleRNN: 'rnn', LSTM: 'lstm', GRU: 'gru' };

/** Constructors by the full path that imports give them; the first that fits. */
const makers: readonly Row[] = [
  [
    /^torch\.nn\.(?:modules\.rnn\.)?RNN$/,
    { library: 'pytorch', cell: 'rnn', positional: [...torch, 'activation'] },
  ],
  [
    /^torch\.nn\.(?:modules\.rnn\.)?RNNCell$/,
    { library: 'pytorch', cell: 'rnn', positional: ['inputSize', 'hiddenSize', null, 'activation'] },
  ],
  ...inLibrary('pytorch', 'torch\\.nn(?:\\.modules\\.rnn)?|torch\\.ao\\.nn\\.quantizable', plain, torch),
  ...inLibrary(
    'keras',
    '(?:tensorflow|tf)?\\.?(?:python\\.)?(?:tf_)?keras\\.(?:api\\.)?(?:src\\.)?(?:layers)(?:\\.\\w+)*|tensorflow\\.compat\\.v[12]\\.keras\\.layers|tf_keras\\.layers',
    simple,
    keras,
  ),
  ...inLibrary(
    'keras',
    '(?:tensorflow\\.|tf\\.)?(?:python\\.)?keras\\.layers|tensorflow\\.compat\\.v[12]\\.keras\\.layers',
    { CuDNNLSTM: 'lstm', CuDNNGRU: 'gru' },
    ['hiddenSize'],
  ),
  ...inLibrary('flax', 'flax\\.linen', { Simple: 'rnn', LSTM: 'lstm', OptimizedLSTM: 'lstm', GRU: 'gru' }, [
    'hiddenSize',
  ]),
  [/^flax\.linen\.MGUCell$/, { library: 'flax', cell: 'gru', positional: ['hiddenSize'], gateBias: 1 }],
  [
    /^flax\.nnx\.MGUCell$/,
    { library: 'flax', cell: 'gru', positional: ['inputSize', 'hiddenSize'], gateBias: 1 },
  ],
  ...inLibrary(
    'flax',
    'flax\\.nnx(?:\\.nn\\.recurrent)?',
    { Simple: 'rnn', LSTM: 'lstm', OptimizedLSTM: 'lstm', GRU: 'gru' },
    ['inputSize', 'hiddenSize'],
  ),
  ...inLibrary('haiku', 'haiku', { VanillaRNN: 'rnn', LSTM: 'lstm', GRU: 'gru' }, ['hiddenSize']),
  ...inLibrary('equinox', 'equinox\\.nn', { LSTM: 'lstm', GRU: 'gru' }, ['inputSize', 'hiddenSize']),
  ...inLibrary(
    'tf1',
    '(?:tensorflow|tf)\\.(?:compat\\.v1\\.)?(?:nn\\.rnn_cell|contrib\\.rnn|contrib\\.cudnn_rnn|models\\.rnn\\.rnn_cell|python\\.ops\\.rnn_cell)',
    {
      BasicRNN: 'rnn',
      BasicLSTM: 'lstm',
      LSTM: 'lstm',
      LSTMBlock: 'lstm',
      LayerNormBasicLSTM: 'lstm',
      GRU: 'gru',
      GRUBlock: 'gru',
    },
    ['hiddenSize', 'forgetBias'],
  ),
  ...inLibrary('paddle', 'paddle\\.nn', simple, torch),
  ...inLibrary('mindspore', 'mindspore\\.nn', plain, torch),
  ...inLibrary('mlx', 'mlx\\.nn', plain, torch),
  ...inLibrary('mxnet', 'mxnet\\.gluon\\.rnn|mx\\.gluon\\.rnn|gluon\\.rnn', plain, ['hiddenSize', 'layers']),
  // Layers inside forecasters and translators: the cell by its name, sizes of their own unless told.
  [
    /^darts\.models\.(?:\w+\.)*(?:Block)?RNNModel$/,
    {
      library: 'pytorch',
      cell: 'rnn',
      positional: [],
      named: { key: 'model', at: -1, otherwise: 'rnn' },
      defaults: { hiddenSize: 25 },
    },
  ],
  [
    /^pytorch_forecasting\.(?:\w+\.)*(?:DeepAR|RecurrentNetwork)(?:\.from_dataset)?$/,
    {
      library: 'pytorch',
      cell: 'lstm',
      positional: [],
      named: { key: 'cell_type', at: -1, otherwise: 'lstm' },
      defaults: { hiddenSize: 10 },
    },
  ],
  [
    /^pytorch_forecasting\.(?:\w+\.)*TemporalFusionTransformer(?:\.from_dataset)?$/,
    { library: 'pytorch', cell: 'lstm', positional: [], defaults: { hiddenSize: 16 } },
  ],
  [
    /(?:^|\.)rnn_factory$/,
    {
      library: 'pytorch',
      cell: 'lstm',
      positional: [null, ...torch],
      named: { key: 'rnn_type', at: 0, otherwise: 'lstm' },
    },
  ],
  [
    /^reservoirpy\.(?:jax\.)?nodes\.(?:Reservoir|ESN)$/,
    { library: 'reservoirpy', cell: 'reservoir', positional: ['hiddenSize', 'leak', 'spectralRadius'] },
  ],
  [
    /^reservoirpy\.(?:jax\.)?nodes\.(?:IP|LocalPlasticity)Reservoir$/,
    { library: 'reservoirpy', cell: 'reservoir', positional: ['hiddenSize'] },
  ],
  [
    /^(?:pyESN|pyesn)\.(?:\w+\.)?ESN$/,
    {
      library: 'reservoir',
      cell: 'reservoir',
      positional: ['inputSize', null, 'hiddenSize', 'spectralRadius'],
      defaults: { hiddenSize: 200, spectralRadius: 0.95 },
    },
  ],
  [
    /^echotorch(?:\.\w+)*\.\w*ESN\w*$/,
    { library: 'reservoir', cell: 'reservoir', positional: ['inputSize', 'hiddenSize'] },
  ],
];

/** Modules by the names they go by where no import says so. */
const customary: readonly (readonly [RegExp, string])[] = [
  [/^nn\.(?=RNN|LSTM(?:Cell)?$|GRU(?:Cell)?$)/, 'torch.nn.'],
  [/^tf\./, 'tensorflow.'],
  [/^(?:keras\.)?layers\./, 'keras.layers.'],
  [/^hk\./, 'haiku.'],
  [/^eqx\./, 'equinox.'],
  [/^mx\./, 'mxnet.'],
];

/** Classes of reservoirs that belong to no library known here: one that names its ρ says what it is. */
const reservoirName = /^(?:\w*Reservoir|\w*ESN|EchoState\w*|LeakyESN)$/;

/** The maker that a Python callee is by its full path; null for any other. */
export function pythonMaker(path: string, given: ReadonlySet<string>): CellMaker | null {
  const full = customary.reduce((name, [pattern, module]) => name.replace(pattern, module), path);
  const found = makers.find(([pattern]) => pattern.test(full));
  const last = full.slice(full.lastIndexOf('.') + 1);
  if (found) return { ...found[1], single: /Cell(?:V\d)?$/.test(last) };
  const named = reservoirName.test(last) && keywords.spectralRadius.some((key) => given.has(key));
  return named ? { library: 'reservoir', cell: 'reservoir', positional: [], single: false } : null;
}

/** rand_sparse of ReservoirComputing.jl scales to a radius of 1 unless told. */
function sparse(positional: CellMaker['positional']): CellMaker {
  const defaults = { spectralRadius: 1 };
  return { library: 'reservoir', cell: 'reservoir', positional, single: false, defaults };
}
const julia: Readonly<Record<string, CellMaker>> = {
  RNN: { library: 'flux', cell: 'rnn', positional: [], single: false },
  RNNCell: { library: 'flux', cell: 'rnn', positional: [], single: true },
  LSTM: { library: 'flux', cell: 'lstm', positional: [], single: false },
  LSTMCell: { library: 'flux', cell: 'lstm', positional: [], single: true },
  GRU: { library: 'flux', cell: 'gru', positional: [], single: false },
  GRUCell: { library: 'flux', cell: 'gru', positional: [], single: true },
  GRUv3: { library: 'flux', cell: 'gru', positional: [], single: false },
  ESN: sparse([]),
  RandSparseReservoir: sparse(['hiddenSize', 'spectralRadius']),
  rand_sparse: sparse(['hiddenSize']),
};
const matlab: Readonly<Record<string, CellMaker>> = {
  lstmLayer: { library: 'matlab', cell: 'lstm', positional: ['hiddenSize'], single: false },
  bilstmLayer: { library: 'matlab', cell: 'lstm', positional: ['hiddenSize'], single: false },
  lstmProjectedLayer: { library: 'matlab', cell: 'lstm', positional: ['hiddenSize'], single: false },
  gruLayer: { library: 'matlab', cell: 'gru', positional: ['hiddenSize'], single: false },
};

/** The same for Julia and MATLAB, by the last name. */
export function bracketMaker(name: string, dialect: 'julia' | 'matlab', text: string): CellMaker | null {
  const table = dialect === 'julia' ? julia : matlab;
  const maker = Object.hasOwn(table, name) ? table[name]! : null;
  if (!maker || dialect === 'matlab') return maker;
  const wanted = maker.cell === 'reservoir' ? /\bReservoirComputing\b/ : /\b(?:Flux|Lux)\b/;
  if (!wanted.test(text)) return null;
  return maker.library === 'flux' && /\busing\s+[^\n]*\bLux\b|\bLux\./.test(text)
    ? { ...maker, library: 'lux' }
    : maker;
}
