import type { LayersBelow, StoredCell } from '../driven/drives';

/**
 * The layers of the same module that feed a cell, the lowest first: those whose outputs side by side are as wide as its
 * inputs. Empty where the file holds no such layer.
 */
export function layersBelow(cell: StoredCell, cells: readonly StoredCell[]): LayersBelow {
  if (cell.layer === 0 || cell.inputSize === null) return [];
  const layer = cells
    .filter(
      (other) =>
        other.name === cell.name && other.framework === cell.framework && other.layer === cell.layer - 1,
    )
    .sort((a, b) => Number(a.direction === 'reverse') - Number(b.direction === 'reverse'));
  const [first] = layer;
  const width = layer.reduce((sum, { hiddenSize, projection }) => sum + (projection ?? hiddenSize), 0);
  const sameInputs = layer.every(({ inputSize }) => inputSize !== null && inputSize === first?.inputSize);
  if (!first || layer.length > 2 || width !== cell.inputSize || !sameInputs) return [];
  return [...layersBelow(first, cells), layer];
}
