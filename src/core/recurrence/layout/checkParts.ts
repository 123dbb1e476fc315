import type { GateParts, RecurrentCell } from './cell';
import type { Unrecognized } from './layout';
import { sameShape } from './tensorIndex';

/** The first part of a cell whose shape is not what the cell's sizes ask for, if any: one check for every framework. */
export function misfit(cell: RecurrentCell): Unrecognized | undefined {
  const { hiddenSize, inputSize, projection, gates, orientation } = cell;
  const matrix = (rows: number, columns: number): number[] =>
    orientation === 'col' ? [rows, columns] : [columns, rows];
  const expected: [GateParts | null, (gateCount: number) => number[]][] = [
    [cell.recurrent, (count) => matrix(count * hiddenSize, projection ?? hiddenSize)],
    [cell.input, (count) => matrix(count * hiddenSize, inputSize ?? 0)],
    [cell.inputBias, (count) => [count * hiddenSize]],
    [cell.recurrentBias, (count) => [count * hiddenSize]],
  ];
  for (const [parts, shapeFor] of expected) {
    if (!parts) continue;
    const list = parts.stacked ? [parts.stacked] : parts.perGate;
    const shape = shapeFor(parts.stacked ? gates.length : 1);
    const wrong = list.find((part) => part && !sameShape(part.as ?? part.shape, shape));
    if (wrong) {
      return {
        tensor: wrong.tensor,
        reason: {
          kind: 'part',
          tensor: { name: wrong.tensor, shape: wrong.as ?? wrong.shape },
          cell: cell.cell,
          hiddenSize,
          inputSize,
          expected: shape,
        },
      };
    }
  }
  return undefined;
}
