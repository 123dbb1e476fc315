import { recordOf } from './jsonLines';
import { pairsOf } from './pairs';
import { textLog } from './textLog';

const start = /\| (?:INFO|train_inner|train)\b|^\W*epoch \d+/;

/**
 * fairseq, `--log-format json` (values are text) and `simple`: `gnorm` before clipping, `clip` the percentage of
 * clipped steps; the line that ends an epoch has means over it. A non-finite `gnorm` is not logged at all, so its step is missing.
 */
export const fairseq = textLog({
  name: 'fairseq',
  record: (line) => {
    if (!/\bgnorm\b/.test(line)) return undefined;
    const json = line.indexOf('{');
    if (json !== -1) {
      const record = recordOf(line.slice(json));
      return record && ('gnorm' in record || 'train_gnorm' in record) ? Object.entries(record) : undefined;
    }
    if (!start.test(line)) return undefined;
    const pairs = pairsOf(line);
    // The line that ends an epoch has the mean over it.
    return /\| (?:train|epoch \d+) \|/.test(line)
      ? pairs.map(([key, value]) => [key === 'gnorm' ? 'mean_gnorm' : key, value] as const)
      : pairs;
  },
});
