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
  /** What else it says that changes its equations, by ONNX's names. */
  readonly special?: readonly string[];
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
  const special = [
    ...['clip', 'activation_alpha', 'activation_beta'].filter((name) => attributes.has(name)),
    ...(attributes.get('input_forget') === 1 ? ['input_forget'] : []),
    ...(op === 'LSTM' && (inputs[7] ?? '') !== '' ? ['P (peepholes)'] : []),
  ];
  return {
    name: name === '' ? (outputs[0] ?? '') : name,
    ...{ op, W, R, B: B === '' ? null : B, direction },
    sources: [],
    hiddenSize: typeof hiddenSize === 'number' ? hiddenSize : null,
    linearBeforeReset: attributes.get('linear_before_reset') === 1,
    ...(special.length > 0 ? { special } : {}),
    activations:
      Array.isArray(activations) && activations.length > 0
        ? (activations as readonly string[])
        : direction === 'bidirectional'
          ? [...perDirection, ...perDirection]
          : perDirection,
  };
}
