import * as l10n from '@vscode/l10n';
import { depthFlow } from '../../core/flow/depthFlow';
import type { Flow } from '../../core/flow/flow';
import { matrixFlow } from '../../core/flow/matrixFlow';
import type { Progress, Matrix } from '../../core/linalg/matrix';
import type { Sequence } from '../../core/recurrence/driven/walk';
import { freshLayers, type Layer } from '../../core/training/network';
import { parseFlow, type FlowRequest } from '../../shared/flow';
import { articleTraining } from '../../shared/training';

/**
 * The gradient's way through the matrix unrolled over time, or through a stack of layers.
 * @param own the person's own inputs, which drive the matrix over time
 * @throws RangeError for a matrix that does not fit itself, and when a state overflows.
 */
export function flowOf(
  w: Matrix,
  request: FlowRequest,
  progress?: Progress,
  own: Sequence | null = null,
): Flow {
  const { axis, steps, activation, variance, seed, room, residual, ...stack } = parseFlow(request);
  if (axis === 'depth')
    return depthFlow(layersOf(w, { ...stack, seed }), { activation, residual, seed, room }, progress);
  return matrixFlow(w, { steps, activation, inputs: own ?? { variance, seed }, seed, room }, progress);
}

function layersOf(
  w: Matrix,
  { weights, layers, width, seed }: Pick<FlowRequest, 'weights' | 'layers' | 'width' | 'seed'>,
): Layer[] {
  if (weights === 'article') return freshLayers(articleTraining.widths, { name: 'torch_default' }, seed);
  if (weights !== 'matrix')
    return freshLayers(new Array<number>(layers + 1).fill(width), { name: weights }, seed);
  if (w.rows !== w.columns)
    throw new RangeError(
      l10n.t(
        'A {0} × {1} matrix cannot follow itself: choose other weights for the stack.',
        w.rows,
        w.columns,
      ),
    );
  return Array.from({ length: layers }, () => ({ weight: w, bias: new Float64Array(w.rows) }));
}
