/** What a function does with a matrix, by its last name. */

/** `np.dot(a, b)`, `a.matmul(b)`: the product of both. */
export const products: ReadonlySet<string> = new Set([
  ...['dot', 'matmul', 'mm', 'mv', 'matvec', 'vdot', 'tensordot', 'einsum', 'multi_dot', 'mtimes'],
  ...['linear', 'addmm', 'addmv', 'batch_dot', 'chain_matmul', 'sparse_tensor_dense_matmul', 'vecmat', 'bmm'],
]);

/** Functions whose value no longer carries the state: sizes, norms, indexes, solutions. */
export const reducing: ReadonlySet<string> = new Set([
  ...['norm', 'vector_norm', 'matrix_norm', 'len', 'length', 'size', 'numel', 'shape', 'argmax', 'argmin'],
  ...['det', 'slogdet', 'trace', 'rank', 'matrix_rank', 'cond', 'eig', 'eigh', 'eigs', 'eigvals', 'eigvalsh'],
  ...['svd', 'svdvals', 'svds', 'qr', 'cholesky', 'inv', 'pinv', 'solve', 'lstsq', 'allclose', 'isclose'],
  ...['print', 'println', 'display', 'disp', 'fprintf', 'format', 'str', 'repr', 'int', 'bool', 'range'],
  ...[
    'zeros',
    'ones',
    'zeros_like',
    'ones_like',
    'empty',
    'empty_like',
    'rand',
    'randn',
    'normal',
    'uniform',
  ],
  ...[
    'choice',
    'multinomial',
    'categorical',
    'one_hot',
    'argsort',
    'nonzero',
    'where_index',
    'backward',
    'grad',
    'isnan',
    'opnorm',
  ],
  ...['cross_entropy', 'mse_loss', 'mean_squared_error', 'ndims', 'eachindex', 'axes', 'spectral_radius'],
]);

/** Functions that look at a matrix and leave it what it is: using it so says nothing about its role. */
export const looking: ReadonlySet<string> = new Set([
  ...[
    'norm',
    'det',
    'trace',
    'rank',
    'matrix_rank',
    'cond',
    'eig',
    'eigh',
    'eigs',
    'eigvals',
    'eigvalsh',
    'svd',
  ],
  ...[
    'svdvals',
    'svds',
    'abs',
    'max',
    'min',
    'print',
    'println',
    'display',
    'disp',
    'format',
    'len',
    'shape',
  ],
  ...['matrix_power', 'spectral_radius', 'opnorm', 'allclose', 'save', 'savez', 'plot', 'imshow', 'matshow'],
]);

/** Functions that make an array of what they are given, or change how it is kept. */
export const keeping: ReadonlySet<string> = new Set([
  ...[
    'array',
    'asarray',
    'asanyarray',
    'ascontiguousarray',
    'matrix',
    'asmatrix',
    'mat',
    'float32',
    'float64',
  ],
  ...['tensor', 'as_tensor', 'Tensor', 'FloatTensor', 'DoubleTensor', 'from_numpy', 'Parameter', 'Buffer'],
  ...[
    'constant',
    'Variable',
    'convert_to_tensor',
    'shared',
    'Array',
    'Matrix',
    'SMatrix',
    'double',
    'single',
  ],
  ...['astype', 'to', 'type', 'float', 'half', 'bfloat16', 'cpu', 'cuda', 'numpy', 'clone', 'copy', 'detach'],
  ...[
    'contiguous',
    'requires_grad_',
    'block_until_ready',
    'deepcopy',
    'device_put',
    'csr_matrix',
    'csc_matrix',
  ],
  ...['transpose', 't', 'adjoint', 'reshape', 'view', 'squeeze', 'unsqueeze', 'ravel', 'flatten', 'sparse'],
  ...['full', 'collect', 'expand_dims', 'register_buffer', 'get_value', 'item', 'toarray', 'todense', 'gpu'],
]);

export const transposing: ReadonlySet<string> = new Set(['transpose', 't', 'adjoint', 'permutedims']);

/** Functions that hand a state from step to step: where their step function and its state stand. */
export const carrying: ReadonlyMap<string, { readonly step: number; readonly state: number }> = new Map([
  ['scan', { step: 0, state: 0 }],
  ['associative_scan', { step: 0, state: 0 }],
  ['fori_loop', { step: 2, state: 1 }],
  ['while_loop', { step: 1, state: 0 }],
  ['reduce', { step: 0, state: 0 }],
  ['accumulate', { step: 0, state: 0 }],
  ['foldl', { step: 0, state: 0 }],
  ['foldr', { step: 0, state: 1 }],
  ['map_accum', { step: 0, state: 0 }],
]);

/** Elementwise functions that a recurrence puts around its product. */
const activation =
  /(?:^|[._])(?:tanh|sigmoid|sigm|logistic|expit|relu\d?|leaky_?relu|elu|selu|gelu|silu|swish|softplus|softsign|hard_?tanh|hardtanh|erf|sin|tansig|logsig|poslin|sign|phi|f|act|activation|nonlin(?:earity)?|nonlinear|sigma|σ|φ)$/i;

/** Whether a callee is an activation, by its name. */
export function isActivation(callee: string): boolean {
  return activation.test(callee.replace(/\.$/, ''));
}

/** Whether a function leaves a state as wide as it is, or lays others beside it, by its name. */
export function keepsWidth(callee: string): boolean {
  return isActivation(callee) || /norm|drop|cat|stack|clip|where|maximum|minimum/i.test(lastName(callee));
}

/** The last name of a callee: `dot` of `np.dot`; Julia's dot for broadcasting is left out. */
export function lastName(callee: string): string {
  const plain = callee.replace(/\.$/, '').replace(/!$/, '');
  return plain.slice(plain.lastIndexOf('.') + 1);
}

/** Names of functions that advance a state by one step. */
export function namesStep(name: string): boolean {
  return /(?:^|_)(?:step|cell|recurr\w*|transition|rnn\w*|update|advance|evolve|tick|scan\w*|body|iterate|next|propagate|dynamics|unroll)/i.test(
    name.replace(/([a-z])([A-Z])/g, '$1_$2'),
  );
}

/** Names of a state that is carried along. */
export function namesState(name: string): boolean {
  return /^(?:h|hx|hs|h_?t|h\d|s|s_?t|state|states|hidden\w*|carry|c|z|a|r|x_?t|memory|mem|v|g|grad\w*|delta|dh|ht_?1|activity|rates?)$|prev|last|old|(?:^|_)(?:state|hidden|carry)(?:$|_)|_t_?1$|tm1$/i.test(
    name,
  );
}

/** Names that say that the value is that of the step before. */
export function namesPrevious(name: string): boolean {
  return /prev|last|old|_t_?1$|tm1$|_minus/i.test(name);
}

/** The method by which a module is called. */
export function namesCall(name: string): boolean {
  return /^(?:forward|call|__call__)$/.test(name);
}

/** Names of a recurrent cell's hidden state. `hidden_states` are those of a transformer's layers. */
export function namesHidden(name: string): boolean {
  return /^(?:h|hx|h_?t|h\d|h_in|hidden|state|carry|hidden_?(?:vector|layer)?)$/i.test(name);
}
