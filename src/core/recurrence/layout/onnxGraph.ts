import { parsed } from './kerasConfig';
import type { Hints, StackLayer } from './layout';
import type { TensorIndex } from './tensorIndex';

/**
 * The chains of dense layers that the reader of ONNX files found in the graph (`onnx.chains`); `undefined` for another file.
 * A link whose tensor is no matrix is left out.
 */
export function onnxChains({ metadata }: Hints, tensors: TensorIndex): StackLayer[][] | undefined {
  const chains = parsed(metadata?.get('onnx.chains'));
  if (!Array.isArray(chains)) return undefined;
  return chains.map((links: unknown) =>
    Array.isArray(links) ? links.flatMap((link: unknown) => layerOf(link, tensors) ?? []) : [],
  );
}

function layerOf(link: unknown, tensors: TensorIndex): StackLayer | undefined {
  if (typeof link !== 'object' || link === null || !('tensor' in link) || !('orientation' in link))
    return undefined;
  const { tensor } = link;
  const orientation = link.orientation === 'col' ? 'col' : 'row';
  const found = typeof tensor === 'string' ? tensors.get(tensor) : undefined;
  const [rows, columns, ...more] = found?.shape ?? [];
  if (!found || !rows || !columns || more.length > 0) return undefined;
  const [outputSize, inputSize] = orientation === 'col' ? [rows, columns] : [columns, rows];
  return { tensor: found.name, orientation, inputSize, outputSize };
}
