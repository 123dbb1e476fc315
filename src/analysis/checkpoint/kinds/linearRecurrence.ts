import type { LinearRecurrence } from '../../../core/recurrence/linear/family';
import { linearFigures, type LinearFigures } from '../../../core/recurrence/linear/figures';
import { claimed } from '../../../core/recurrence/linear/find';
import { judgeLinear } from '../../../core/recurrence/linear/verdict';
import type { LinearRecord } from '../../../core/recurrence/records';
import { linearLabel } from '../../../present/linearRecurrence/label';
import { toLinearRecord } from '../../../present/linearRecurrence/record';
import type { Checkpoint } from '../checkpoint';
import { figuresOf } from '../quick';
import type { ItemKind } from './kind';

/** Linear recurrences, which forget by multipliers of their own. */
export const linearRecurrence: ItemKind<'linear-recurrence'> = {
  describe(found) {
    const { name, layer } = found;
    const { what, size } = linearLabel(found);
    return { name, what, size, layer, tensors: [...new Set(claimed(found))] };
  },
  traits: ({ family, layer }) => `${family}:${layer ?? ''}`,
  limit: null,
  isNamed: (found, asked) => found.name === asked || claimed(found).includes(asked),
  async quick(found, checkpoint) {
    const record = await this.full(found, checkpoint);
    return figuresOf(record, record.halfLife);
  },
  async full(found, checkpoint) {
    return recordOf(found, await readFigures(found, checkpoint), checkpoint);
  },
  async detail(found, checkpoint) {
    const figures = await readFigures(found, checkpoint);
    return { kind: 'linear-recurrence', record: recordOf(found, figures, checkpoint), disc: figures.disc };
  },
};

async function readFigures(found: LinearRecurrence, checkpoint: Checkpoint): Promise<LinearFigures> {
  return linearFigures(found, await checkpoint.read(found.tensors), checkpoint.steps);
}

const recordOf = (
  found: LinearRecurrence,
  figures: LinearFigures,
  { options, stepsFrom }: Checkpoint,
): LinearRecord => toLinearRecord(found, figures, judgeLinear(figures, options.thresholds), stepsFrom);
