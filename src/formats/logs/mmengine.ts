import { pairsOf } from './pairs';
import { textLog } from './textLog';

const byEpoch = /\bEpoch\s*(?:\(train\))?\s*\[(\d+)\]\[\s*(\d+)\/\d+\]/;
const byIteration = /\bIter\s*(?:\(train\))?\s*\[\s*(\d+)\/\d+\]/;

/** MMEngine's and mmcv's log for people: `Epoch(train) [1][ 50/250]  lr: … grad_norm: 3.4572  loss: 1.5043`. */
export const mmengineText = textLog({
  name: 'MMEngine',
  record: (line) => {
    const epoch = byEpoch.exec(line);
    if (epoch) return [['iter', epoch[2]!], ...pairsOf(line.slice(epoch.index + epoch[0].length))];
    const iteration = byIteration.exec(line);
    return iteration
      ? [['iteration', iteration[1]!], ...pairsOf(line.slice(iteration.index + iteration[0].length))]
      : undefined;
  },
});
