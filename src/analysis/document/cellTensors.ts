import { plainName } from '../../core/recurrence/layout/partKey';
import type { Matrix } from '../../core/linalg/matrix';
import type { Tensor } from '../../core/tensor';
import type { TextRange } from '../../core/textRange';
import type { Detection, TensorList } from '../../detect/candidate';

/** A tensor of a text with its place. */
export interface PlacedTensor extends Tensor {
  readonly range: TextRange;
  /** Its index among the matrices of the text, where it is one of them. */
  readonly matrix: number | null;
  /** The list that it was found in, if any. */
  readonly list?: TensorList;
}

/** Tensors of one reading of a model: every name once. */
export type TensorGroup = ReadonlyMap<string, PlacedTensor>;

/** A text that prints one model more often than this is a log of it. */
const maxGroups = 100;

/**
 * The tensors of a text in groups in which no name occurs twice: a text that prints its model every epoch, or defines the
 * same names in several functions, has several.
 * @param matrices the matrices of the detection as they are used, after whatever changes them
 */
export function tensorGroups(detection: Detection, matrices: readonly Matrix[]): TensorGroup[] {
  const named: PlacedTensor[] = [
    ...detection.matrices.map(({ name, range }, i) => placed(name, range, matrices[i]!, i)),
    ...detection.tensors.map(({ name, range, shape, data }) => ({
      name: plainName(name),
      dtype: 'F64',
      shape,
      data,
      range,
      matrix: null,
    })),
  ].sort((a, b) => a.range.start - b.range.start);
  const groups: Map<string, PlacedTensor>[] = [];
  const occurrences = new Map<string, number>();
  for (const tensor of named) {
    const module = moduleOf(tensor.name);
    let at = occurrences.get(module) ?? 0;
    if (groups[at]?.has(tensor.name)) occurrences.set(module, ++at);
    if (at >= maxGroups) continue;
    (groups[at] ??= new Map<string, PlacedTensor>()).set(tensor.name, tensor);
  }
  const lists = detection.lists.flatMap((list) => layersIn(list, named) ?? []);
  return [...groups.filter(Boolean), ...lists];
}

function placed(name: string, range: TextRange, written: Matrix, matrix: number): PlacedTensor {
  return {
    name: plainName(name),
    dtype: 'F64',
    shape: [written.rows, written.columns],
    // Read late: a diagonal matrix is made dense by reading its entries.
    get data() {
      return written.data;
    },
    range,
    matrix,
  };
}

const moduleOf = (name: string): string =>
  name.slice(0, Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);

/** The recurrent layers of a list of weights: kernel (I × gH), recurrent kernel (H × gH) and bias (gH) follow one another. */
function layersIn(list: TensorList, named: readonly PlacedTensor[]): TensorGroup[] | undefined {
  const elements = list.elements.map((element) => resolve(element, list, named));
  const groups: TensorGroup[] = [];
  for (let i = 0; i + 1 < elements.length; i++) {
    const [kernel, recurrent, bias] = elements.slice(i, i + 3);
    const [hiddenSize, width] = recurrent?.shape ?? [];
    if (!kernel || !recurrent || kernel.shape.length !== 2 || recurrent.shape.length !== 2) continue;
    if (!hiddenSize || !width || kernel.shape[1] !== width || ![1, 3, 4].includes(width / hiddenSize))
      continue;
    const isBias =
      bias &&
      (bias.shape.length === 1 ? bias.shape[0] === width : bias.shape[0] === 2 && bias.shape[1] === width);
    // Two dense layers without biases have such shapes too.
    const isWhole =
      isBias || (list.elements.length <= 3 && bias === (list.elements.length === 3 ? null : undefined));
    if (!isWhole) continue;
    const layer = groups.length;
    const path = layer === 0 ? list.name : `${list.name}[${layer}]`;
    const entries: [string, PlacedTensor][] = [
      [`${path}.kernel`, kernel],
      [`${path}.recurrent_kernel`, recurrent],
      ...(isBias ? [[`${path}.bias`, bias] as [string, PlacedTensor]] : []),
    ];
    groups.push(new Map(entries.map(([name, tensor]) => [name, { ...tensor, name, list }])));
    i += isBias ? 2 : 1;
  }
  return groups;
}

function resolve(
  element: TensorList['elements'][number],
  { range: within }: TensorList,
  named: readonly PlacedTensor[],
): PlacedTensor | null {
  if (element === null) return null;
  if (typeof element === 'string') {
    const name = plainName(element);
    return named.findLast((tensor) => tensor.name === name && tensor.range.start < within.start) ?? null;
  }
  const { range, shape, data } = element;
  const known = named.find(({ range: { start, end } }) => start === range.start && end === range.end);
  return known ?? { name: '', dtype: 'F64', shape, data, range, matrix: null };
}
