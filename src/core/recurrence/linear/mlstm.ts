import { configNumber } from '../layout/config';
import type { TensorInfo } from '../../tensor';
import type { Unrecognized } from '../layout/layout';
import { findAnchors, layerOf, refuse, together, type Anchor } from './anchors';
import type { LinearFamily, LinearRecurrence } from './family';
import { constantRange, logSigmoid } from './functions';

/** The soft cap of xLSTM-7B's gates (transformers configuration_xlstm.py). */
const defaultCap = 15;

/**
 * mLSTM of xLSTM [Beck2024]: a = σ(f), one a head; xLSTM-7B caps f to cap·tanh(f/cap), the paper's code does not.
 * Weights alone: f = the gate's bias. Fused gates stand as input gates, then forget gates.
 */
export const mlstm: LinearFamily = {
  name: 'mLSTM',
  find: (tensors, { config }) => {
    const cap = configNumber(config, ['gate_soft_cap']) ?? defaultCap;
    return together(
      findAnchors(tensors, 'fgate_preact.weight', (anchor) =>
        read(anchor, anchor.sibling('fgate_preact.bias'), 1, cap),
      ),
      findAnchors(tensors, 'ifgate_preact.weight', (anchor) =>
        read(anchor, anchor.sibling('ifgate_preact.bias'), 2, cap),
      ),
      findAnchors(tensors, 'mlstm_cell.fgate.weight', (anchor) =>
        read(anchor, anchor.sibling('mlstm_cell.fgate.bias'), 1, 0),
      ),
    );
  },
  multipliers({ settings }, part) {
    const cap = settings['cap']!;
    const all = part('bias').data;
    const heads = all.length / settings['gates']!;
    const capped = (f: number): number => (cap > 0 ? cap * Math.tanh(f / cap) : f);
    const logModulus = all.subarray(all.length - heads).map((f) => logSigmoid(capped(f)));
    return {
      logModulus,
      phase: null,
      range: constantRange(heads, cap > 0 ? logSigmoid(-cap) : -Infinity, cap > 0 ? logSigmoid(cap) : 0),
    };
  },
};

function read(
  { tensor, prefix }: Anchor,
  bias: TensorInfo | undefined,
  gates: number,
  cap: number,
): LinearRecurrence | Unrecognized {
  if (!bias) return refuse(tensor, { family: 'mLSTM', of: 'missing-bias' });
  const count = bias.shape[0] ?? 0;
  if (
    tensor.shape.length !== 2 ||
    bias.shape.length !== 1 ||
    count !== tensor.shape[0] ||
    count % gates !== 0
  ) {
    return refuse(tensor, { family: 'mLSTM', of: 'bias', gates, found: bias.shape });
  }
  return layerOf('mLSTM', prefix, { bias }, { dataDependent: true, settings: { gates, cap } });
}
