// Runs in a browser's worker: the figures of the matrices it is sent, by the kernels that the engine chose.
import { kernels } from '../../../src/core/kernels/choose';
import { fromRows } from '../../../src/core/linalg/matrix';

export interface Answer {
  readonly kernels: string;
  readonly matrices: readonly { readonly sigmaMax: number; readonly log2Norms: readonly number[] }[];
}

onmessage = ({ data }: MessageEvent<readonly (readonly (readonly number[])[])[]>) => {
  const { name, singularValues, powerNorms } = kernels();
  const matrices = data.map((rows) => {
    const w = fromRows(rows);
    return { sigmaMax: singularValues(w)[0]!, log2Norms: [...powerNorms(w, 100).log2] };
  });
  postMessage({ kernels: name, matrices } satisfies Answer);
};
