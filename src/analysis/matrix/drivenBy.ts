import * as l10n from '@vscode/l10n';
import type { Matrix } from '../../core/linalg/matrix';
import { widthOf } from '../../core/recurrence/driven/own';
import type { Sequence } from '../../core/recurrence/driven/walk';
import { FormatError } from '../../formats/formatError';
import type { InputsPlace, InputsSummary } from '../../shared/checkpoint';
import { ownInputsAt } from '../checkpoint/ownInputs';

/**
 * What a person's own inputs are, for a matrix that they drive.
 * @throws FormatError, one sentence, for a file without inputs, or of another width
 */
export async function matrixInputs(w: Matrix, inputs: InputsPlace): Promise<InputsSummary> {
  const own = await ownInputsAt(inputs);
  const width = widthOf(own);
  if (width !== w.rows) {
    throw new FormatError(
      l10n.t(
        '{0} has {1} numbers a step and the matrix takes {2}, one a unit; give inputs of that width, such as U·x',
        own.name,
        width,
        w.rows,
      ),
    );
  }
  const { name, sequences } = own;
  return { name, sequences: sequences.length, steps: sequences[0]!.length, width };
}

/** The sequence that drives a matrix, the first of the file; `null` where Gaussian inputs do. @throws as `matrixInputs` */
export async function drivingSequence(w: Matrix, inputs: InputsPlace | null): Promise<Sequence | null> {
  if (!inputs) return null;
  await matrixInputs(w, inputs);
  return (await ownInputsAt(inputs)).sequences[0]!;
}
