import type { GradientLog } from '../../core/monitor/gradientLog';
import { LineReader } from './lines';
import type { LogFormat } from './logFormat';
import { loggedNumber } from './number';

const line =
  /\bgrad-norm quartiles\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+),\s*threshold=(\S+),\s*percent-clipped=(\S+)/;
const names = ['min', 'q1', 'median', 'q3', 'max'] as const;

/**
 * icefall's ScaledAdam: `Clipping_scale=2.0, grad-norm quartiles a b c d e, threshold=…, percent-clipped=…`. The five
 * numbers are minimum, quartiles and maximum over the last period; the threshold is scale × median. Lines carry no step,
 * so they are counted.
 */
export const icefall: LogFormat = {
  name: 'icefall',
  match: ({ lines }) => lines.some((text) => line.test(text)),
  open: (log: GradientLog, path) => {
    let period = 0;
    const read = (text: string): void => {
      const found = line.exec(text);
      if (!found) return;
      period++;
      log.countedSteps++;
      const values = found.slice(1).map((word) => loggedNumber(word.replace(/[,;]$/, '')));
      names.forEach((name, i) => {
        const value = values[i];
        const kind = name === 'median' ? 'total' : 'quantile';
        if (value !== undefined) log.at(`grad-norm ${name}`, kind).push(period, value);
      });
      if (values[5] !== undefined) log.at('threshold', 'threshold').push(period, values[5]);
      if (values[6] !== undefined) log.at('percent-clipped', 'clipRate').push(period, values[6]);
    };
    return new LineReader({ line: read }, log, path);
  },
};
