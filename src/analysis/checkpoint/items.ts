import * as l10n from '@vscode/l10n';
import { cellTensors } from '../../core/recurrence/layout/cellTensors';
import type { RecurrentCell } from '../../core/recurrence/layout/cell';
import type { FeedforwardStack, Layout } from '../../core/recurrence/layout/layout';
import type { LinearRecurrence } from '../../core/recurrence/linear/family';
import { claimed } from '../../core/recurrence/linear/find';
import type { TensorInfo } from '../../core/tensor';
import type { CheckpointItem } from '../../shared/checkpoint';

/** An item with what it was made from. */
export type Source =
  | { readonly kind: 'cell'; readonly cell: RecurrentCell }
  | { readonly kind: 'linear'; readonly layer: LinearRecurrence }
  | { readonly kind: 'stack'; readonly stack: FeedforwardStack }
  | { readonly kind: 'square'; readonly tensor: TensorInfo };

export interface ListedItem {
  readonly item: CheckpointItem;
  readonly source: Source;
}

/** The order of the matrices whose singular values and eigenvalues are computed unasked, all of them together. */
const largestUnasked = 1024;
/** Elements of a feed-forward stack that are read unasked. */
const largestStack = 2 ** 24;

const cellNames = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' } as const;

/** Everything in a layout that has a verdict: cells, linear recurrences, stacks, square matrices. */
export function listItems(layout: Layout): ListedItem[] {
  const parts: { source: Source; item: Omit<CheckpointItem, 'index' | 'key' | 'kind'> }[] = [
    ...layout.cells.map((cell) => ({ source: { kind: 'cell', cell } as const, item: ofCell(cell) })),
    ...layout.linear.map((layer) => ({ source: { kind: 'linear', layer } as const, item: ofLinear(layer) })),
    ...layout.stacks.map((stack) => ({ source: { kind: 'stack', stack } as const, item: ofStack(stack) })),
    ...ofSquares(layout.squares),
  ];
  return parts.map(({ source, item }, index) => ({
    source,
    item: { index, key: `${source.kind}:${item.name}:${traitsOf(source)}`, kind: source.kind, ...item },
  }));
}

/** What tells items of one name apart, in every language the same. */
function traitsOf(source: Source): string {
  switch (source.kind) {
    case 'cell':
      return `${source.cell.cell}:${source.cell.layer}:${source.cell.direction}`;
    case 'linear':
      return `${source.layer.family}:${source.layer.layer ?? ''}`;
    case 'stack':
      return String(source.stack.layers.length);
    case 'square':
      return '';
  }
}

function ofCell(cell: RecurrentCell): Omit<CheckpointItem, 'index' | 'key' | 'kind'> {
  const kind = cellNames[cell.cell];
  return {
    name: cell.name,
    what:
      cell.direction === 'reverse'
        ? l10n.t('{0} layer {1}, reverse', kind, cell.layer)
        : l10n.t('{0} layer {1}', kind, cell.layer),
    size: `H = ${cell.hiddenSize}${cell.projection === null ? '' : `, P = ${cell.projection}`}`,
    layer: cell.layer,
    reverse: cell.direction === 'reverse',
    tensors: cellTensors(cell),
    unasked: true,
  };
}

function ofLinear(layer: LinearRecurrence): Omit<CheckpointItem, 'index' | 'key' | 'kind'> {
  return {
    name: layer.name,
    what: layer.layer === null ? layer.family : l10n.t('{0} layer {1}', layer.family, layer.layer),
    size: '',
    layer: layer.layer,
    tensors: [...new Set(claimed(layer))],
    unasked: true,
  };
}

function ofStack({ name, layers }: FeedforwardStack): Omit<CheckpointItem, 'index' | 'key' | 'kind'> {
  const elements = layers.reduce((sum, { inputSize, outputSize }) => sum + inputSize * outputSize, 0);
  return {
    name,
    what: l10n.t('Feed-forward, {0} layers', layers.length),
    size: [layers[0]!.inputSize, ...layers.map(({ outputSize }) => outputSize)].slice(0, 6).join(' → '),
    layer: null,
    tensors: layers.map(({ tensor }) => tensor),
    unasked: elements <= largestStack,
  };
}

function ofSquares(
  squares: readonly TensorInfo[],
): { source: Source; item: Omit<CheckpointItem, 'index' | 'key' | 'kind'> }[] {
  let work = 0;
  return squares.map((tensor) => {
    const order = tensor.shape[0]!;
    const unasked = work + order ** 3 <= largestUnasked ** 3;
    if (unasked) work += order ** 3;
    return {
      source: { kind: 'square', tensor },
      item: {
        name: tensor.name,
        what: l10n.t('Square matrix, as recurrent'),
        size: `n = ${order}`,
        layer: null,
        tensors: [tensor.name],
        unasked,
      },
    };
  });
}
