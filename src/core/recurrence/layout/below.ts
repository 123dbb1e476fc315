import type { LayersBelow, StoredCell } from '../driven/drives';

/**
 * The layers that feed a cell, the lowest first, which are those of the same module or named by the file: those whose outputs
 * side by side are as wide as its inputs. Empty where the file holds no such layer.
 * @param above the cells that this one feeds, none of which feeds it
 */
export function layersBelow(
  cell: StoredCell,
  cells: readonly StoredCell[],
  above: readonly StoredCell[] = [],
): LayersBelow {
  if (cell.inputSize === null) return [];
  const layer = cells
    .filter((other) => other.framework === cell.framework && feeds(other, cell))
    .sort((a, b) => Number(a.direction === 'reverse') - Number(b.direction === 'reverse'));
  const [first] = layer;
  const width = layer.reduce((sum, { hiddenSize, projection }) => sum + (projection ?? hiddenSize), 0);
  const sameInputs = layer.every(({ inputSize }) => inputSize !== null && inputSize === first?.inputSize);
  if (!first || layer.length > 2 || width !== cell.inputSize || !sameInputs) return [];
  const met = [...above, cell];
  return layer.some((one) => met.includes(one)) ? [] : [...layersBelow(first, cells, met), layer];
}

const feeds = (below: StoredCell, { name, layer, fedBy }: StoredCell): boolean =>
  fedBy === undefined
    ? layer > 0 && below.name === name && below.layer === layer - 1
    : below.name === fedBy && name !== fedBy;
