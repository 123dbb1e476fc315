import type { CellName } from '../../core/config/recurrentConfig';
import { parseActivation, type ActivationName } from '../../core/recurrence/activation';

/** A key as the tables below write it: `hiddenSize`, `hidden-size`, `--hidden_size` are all `hidden_size`. */
export function foldKey(key: string): string {
  return key
    .slice(0, 80)
    .replace(/^-+/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-\s]/g, '_')
    .toLowerCase();
}

/** Keys whose value can be nothing but the cell. */
export const explicitCellKeys = [
  'rnn_type',
  'cell_type',
  'rnn_cell',
  'rnn_cell_type',
  'cell',
  'cell_name',
  'layer_type',
  'unit_type',
  'rnn_unit',
  'rnn_mode',
  'rnn_class',
  'recurrent_type',
  'recurrent_cell',
  'recurrent_layer',
];

/** Keys whose `rnn` or `brnn` names a family of networks, of which the trainers' default is the LSTM (OpenNMT, ESPnet). */
export const networkKeys = ['encoder_type', 'decoder_type', 'encoder', 'decoder', 'lm'];

/** Keys that count the layers of the cell that they name: `lstm_layers: 2` beside a hidden size. */
export const cellLayerKeys = [
  'lstm_layers',
  'num_lstm_layers',
  'n_lstm_layers',
  'lstm_num_layers',
  'gru_layers',
  'num_gru_layers',
  'n_gru_layers',
  'gru_num_layers',
];

/** Sizes of the cell that they name. */
export const cellHiddenKeys = [
  'lstm_hidden_size',
  'lstm_hidden_dim',
  'lstm_hidden',
  'lstm_size',
  'lstm_dim',
  'lstm_units',
  'gru_hidden_size',
  'gru_hidden_dim',
  'gru_hidden',
  'gru_size',
  'gru_dim',
  'gru_units',
];

/** The key under which the tree keeps the class of HyperPyYAML's `!new:` and `!name:`. */
export const tagKey = '!new';

/** Keys whose value names the cell, the most explicit first. */
export const cellKeys = [
  ...explicitCellKeys,
  tagKey,
  'rnn',
  'class_path',
  '_target_',
  'class_name',
  '_name',
  'arch',
  'architecture',
  'model_type',
  'type',
  'kind',
  'encoder_type',
  'decoder_type',
  'encoder',
  'decoder',
  'model',
  'model_name',
  'name',
  'class',
  'network',
  'core',
  'backbone',
  'layer',
];

export const hiddenKeys = [
  'hidden_size',
  'hidden_dim',
  'nhid',
  'n_hidden',
  'units',
  'rnn_size',
  'rnn_units',
  'rnn_hidden_size',
  'rnn_hidden_dim',
  ...cellHiddenKeys,
  'rnn_dim',
  'cell_size',
  'n_hidden_units',
  'num_hidden_units',
  'lstm_cell_size',
  'state_size',
  'cell_dim',
  'hidden_units',
  'num_hidden',
  'num_units',
  'encoder_hidden_size',
  'decoder_hidden_size',
  'hidden',
  'rnn_hidden',
  'rnn_hidden_units',
];

/** Keras 1's; of everything else it is what comes out. */
export const keras1HiddenKey = 'output_dim';

export const layerKeys = [
  'num_layers',
  'nlayers',
  'n_layers',
  'n_layer',
  'num_hidden_layers',
  'num_rnn_layers',
  'rnn_layers',
  'n_rnn_layers',
  ...cellLayerKeys,
  'encoder_layers',
  'enc_layers',
  'decoder_layers',
  'layers',
];

export const activationKeys = ['nonlinearity', 'activation', 'hidden_act', 'activation_fn'];

/** The most explicit about backpropagation first. */
export const sequenceKeys = [
  'bptt',
  'tbptt',
  'bptt_steps',
  'tbptt_steps',
  'truncated_bptt_steps',
  'truncated_bptt',
  'seq_len',
  'seq_length',
  'sequence_length',
  'max_seq_len',
  'max_seq_length',
  'max_sequence_length',
  'tokens_per_sample',
  'unroll',
  'unroll_length',
  'unroll_steps',
  'training_length',
  'context_length',
  'ctx_len',
  'chunk_width',
  'time_steps',
  'timesteps',
  'max_position_embeddings',
];

/** Lengths by names that other settings have as well (rollouts, filters, generation): only where the number is one of a sequence. */
export const looseSequenceKeys = [
  'n_steps',
  'n_timesteps',
  'num_timesteps',
  'num_steps',
  'num_unrollings',
  'sequence_len',
  'window_size',
  'window_length',
  'window_len',
  'window',
  'lookback',
  'look_back',
  'lookback_window',
  'history_length',
  'history_len',
  'history_size',
  'n_lags',
  'input_chunk_length',
  'max_encoder_length',
  'input_window',
  'past_history',
  'n_past',
  'max_src_len',
  'src_seq_length',
  'max_length',
  'max_len',
  'maxlen',
];
/** Keys that a graph network has, beside which steps are those of its propagation. */
export const graphKeys = ['n_edge_types', 'num_edge_types', 'edge_types', 'n_node', 'propagation_steps'];
/** A larger number under a loose name counts updates, characters or rows. */
export const maxLooseLength = 1000;

export const initializerKeys = [
  'recurrent_initializer',
  'recurrent_init',
  'recurrent_weight_init',
  'rnn_init',
  'hidden_init',
  'weight_hh_init',
  'initializer',
  'weights_initializer',
  'weight_init',
  'init',
  'init_method',
];
/** Numbers a with U(±a), and numbers σ with N(0, σ²). */
export const uniformKeys = ['init_range', 'init_scale', 'param_init', 'uniform_init'];
export const normalKeys = ['init_std', 'initializer_range', 'init_method_std'];
export const gainKeys = ['gain', 'init_gain', 'initializer_gain'];

export const forgetBiasKeys = ['forget_bias', 'initial_forget_bias', 'forget_gate_bias', 'forget_bias_init'];
export const chronoKeys = ['chrono', 'chrono_init', 'chrono_t_max', 'chrono_tmax', 'chrono_max'];

/** What stands before the name of a cell that has equations of its own. */
const otherCells = new Set([
  'li',
  'sli',
  'ind',
  'min',
  'minimal',
  'quasi',
  'phased',
  'tree',
  'nested',
  'grid',
  'liquid',
]);

/** The cell that a word such as `LSTM`, `torch.nn.GRU`, `RNN_RELU`, `CuDNNLSTM`, `cudalstm` or `MyLSTMModel` names. */
export function cellOf(word: unknown): { cell: CellName; activation?: ActivationName } | undefined {
  if (typeof word !== 'string' || word.length > 120 || !/^[\w.:/-]+$/.test(word)) return undefined;
  const tokens = word
    .replace(/^.*[.:/](?=.)/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  // Convolutions and the cells of xLSTM recur by other rules.
  if (tokens.some((token) => /^(?:x|s|m|conv)lstm|^conv/.test(token))) return undefined;
  // Nor do SpeechBrain's LiGRU, IndRNN, minGRU and their like keep to the plain cells' equations.
  if (tokens.some((token, i) => otherCells.has(token) && /(?:gru|rnn|lstm)\d*$/.test(tokens[i + 1] ?? '')))
    return undefined;
  if (tokens.some((token) => token.includes('lstm'))) return { cell: 'lstm' };
  if (tokens.some((token) => /^(?:bi|b|cudnn|vgg|my)?gru(?:cell|model|net|lm|s)?\d*$/.test(token))) {
    return { cell: 'gru' };
  }
  const plain = /^(?:simple|vanilla|bi|b|vgg|elman|char|my)?rnn(?:cell|model|net|lm|s)?\d*$|^elman$/;
  if (!tokens.some((token) => plain.test(token))) return undefined;
  const activation = tokens.map(parseActivation).find((name) => name === 'tanh' || name === 'relu');
  return activation ? { cell: 'rnn', activation } : { cell: 'rnn' };
}
