/** A recurrent node of an ONNX graph; W, R and B are names of tensors (onnx/defs/rnn/defs.cc). */
export interface RecurrentNode {
  readonly name: string;
  readonly op: 'RNN' | 'LSTM' | 'GRU';
  readonly W: string;
  readonly R: string;
  readonly B: string | null;
  readonly hiddenSize: number | null;
  readonly direction: 'forward' | 'reverse' | 'bidirectional';
  /** GRU: the reset gate acts after the recurrent product, as in PyTorch and Keras. */
  readonly linearBeforeReset: boolean;
  /** Stored tensors that W, R and B are computed from, where they are not stored themselves. */
  readonly sources: readonly string[];
  /** As written, else the operator's defaults, for each direction. */
  readonly activations: readonly string[];
  /** α and β, as many as were written, for those activations that take them. */
  readonly alpha?: readonly number[];
  readonly beta?: readonly number[];
  /** What the arguments of the activations are bounded to. */
  readonly clip?: number;
  /** LSTM: the forget gate is 1 − i. */
  readonly inputForget?: boolean;
  /** LSTM: peepholes, (D, 3H). */
  readonly P?: string;
  /** Length of its sequences, where the shapes of the graph fix it. */
  readonly steps?: number;
  /** Name of the node whose outputs are its inputs. */
  readonly feeder?: string;
}

/** A node as read from the file. */
export interface Node {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, number | string | readonly string[] | readonly number[]>;
}

const defaults: Readonly<Record<RecurrentNode['op'], readonly string[]>> = {
  RNN: ['Tanh'],
  LSTM: ['Sigmoid', 'Tanh', 'Tanh'],
  GRU: ['Sigmoid', 'Tanh'],
};

/** What a node says when it is recurrent; `undefined` for others. */
export function recurrentNode({
  name,
  op: written,
  inputs,
  outputs,
  attributes,
}: Node): RecurrentNode | undefined {
  const op = written === 'DynamicQuantizeLSTM' ? 'LSTM' : written;
  if (op !== 'RNN' && op !== 'LSTM' && op !== 'GRU') return undefined;
  const [, W = '', R = '', B = ''] = inputs;
  const hiddenSize = attributes.get('hidden_size');
  const way = attributes.get('direction');
  const direction = way === 'reverse' || way === 'bidirectional' ? way : 'forward';
  const activations = attributes.get('activations');
  const perDirection = defaults[op];
  const [clip, alpha, beta] = ['clip', 'activation_alpha', 'activation_beta'].map((key) =>
    attributes.get(key),
  );
  const P = op === 'LSTM' ? (inputs[7] ?? '') : '';
  return {
    name: name === '' ? (outputs[0] ?? '') : name,
    ...{ op, W, R, B: B === '' ? null : B, direction },
    sources: [],
    hiddenSize: typeof hiddenSize === 'number' ? hiddenSize : null,
    linearBeforeReset: attributes.get('linear_before_reset') === 1,
    ...(typeof clip === 'number' ? { clip } : {}),
    ...(Array.isArray(alpha) ? { alpha: alpha as readonly number[] } : {}),
    ...(Array.isArray(beta) ? { beta: beta as readonly number[] } : {}),
    ...(attributes.get('input_forget') === 1 ? { inputForget: true } : {}),
    ...(P === '' ? {} : { P }),
    activations:
      Array.isArray(activations) && activations.length > 0
        ? (activations as readonly string[])
        : direction === 'bidirectional'
          ? [...perDirection, ...perDirection]
          : perDirection,
  };
}
