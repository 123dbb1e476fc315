type Shape = readonly number[];

/** What a family stores where a tensor of its names is otherwise, with what stands there instead. */
export type Expectation =
  | { readonly family: 'Mamba-1'; readonly of: 'missing-bias' }
  | { readonly family: 'Mamba-1'; readonly of: 'bias'; readonly found: Shape }
  | { readonly family: 'Mamba-2'; readonly of: 'bias'; readonly found: Shape }
  | { readonly family: 'Gated DeltaNet'; readonly of: 'bias'; readonly found: Shape }
  | { readonly family: 'Mamba-3'; readonly of: 'bias' }
  | { readonly family: 'KDA'; readonly of: 'bias'; readonly found: Shape }
  | { readonly family: 'DeltaNet'; readonly of: 'beta' }
  /** `rows` of the gate's matrix, where it is stored. */
  | { readonly family: 'GLA'; readonly of: 'bias'; readonly rows: number | null }
  | { readonly family: 'HGRN'; readonly of: 'bounds' }
  | { readonly family: 'LRU'; readonly of: 'theta'; readonly found: Shape }
  | { readonly family: 'minGRU'; readonly of: 'rows' }
  | { readonly family: 'mLSTM'; readonly of: 'missing-bias' }
  /** Biases of the forget gate alone, or of the input gate and then the forget gate. */
  | { readonly family: 'mLSTM'; readonly of: 'bias'; readonly gates: number; readonly found: Shape }
  | { readonly family: 'sLSTM'; readonly of: 'blocks' | 'missing-bias' }
  | { readonly family: 'sLSTM'; readonly of: 'bias'; readonly heads: number; readonly size: number }
  | { readonly family: 'RG-LRU'; readonly of: 'parameter' }
  | { readonly family: 'RG-LRU'; readonly of: 'gate-bias'; readonly found: Shape }
  /** `flat-decay` is a time_decay beside RWKV-6's other parameters in the shape of an older version. */
  | { readonly family: 'RWKV-6'; readonly of: 'decay' | 'flat-decay' | 'one-decay' }
  | { readonly family: 'RWKV-6'; readonly of: 'rank'; readonly channels: number }
  | { readonly family: 'RWKV-7'; readonly of: 'w0' | 'one-decay' }
  | { readonly family: 'S4D'; readonly of: 'real' }
  | { readonly family: 'S4D'; readonly of: 'dt' | 'imaginary'; readonly real: Shape }
  | { readonly family: 'S5'; readonly of: 'vectors'; readonly imaginary: Shape; readonly step: Shape };
