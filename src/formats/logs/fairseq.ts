import { recordOf } from './jsonLines';
import { textLog, pairsOf } from './textLog';

const start = /\| (?:INFO|train_inner|train)\b|^epoch \d+/;

/**
 * fairseq, `--log-format json` (values are text) and `simple`: `gnorm` before clipping, `clip` the percentage of
 * clipped steps. A non-finite `gnorm` is not logged at all, so its step is missing.
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
    return start.test(line) && /gnorm=/.test(line) ? pairsOf(line) : undefined;
  },
});
