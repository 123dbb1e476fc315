import * as l10n from '@vscode/l10n';
import type { GateParts, RecurrentCell } from './cell';
import type { Unrecognized } from './layout';
import { sameShape, shapeText } from './tensorIndex';

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
    const wrong = list.find((part) => part && !sameShape(part.shape, shape));
    if (wrong) {
      return {
        tensor: wrong.tensor,
        reason:
          inputSize === null
            ? l10n.t(
                '{0} is {1}, but a {2} of {3} units has {4} there',
                wrong.tensor,
                shapeText(wrong.shape),
                cell.cell,
                hiddenSize,
                shapeText(shape),
              )
            : l10n.t(
                '{0} is {1}, but a {2} of {3} units on {4} inputs has {5} there',
                wrong.tensor,
                shapeText(wrong.shape),
                cell.cell,
                hiddenSize,
                inputSize,
                shapeText(shape),
              ),
      };
    }
  }
  return undefined;
}
