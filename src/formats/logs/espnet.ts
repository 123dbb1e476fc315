import { pairsOf } from './pairs';
import { textLog } from './textLog';

const place = /\b(\d+)epoch:train:(\d+)-(\d+)batch:/;

/** ESPnet2's `train.log`: `3epoch:train:1-50batch: …, grad_norm=35.1, clip=100.000, …`, a mean over those batches. */
export const espnet = textLog({
  name: 'ESPnet2',
  record: (line) => {
    const found = place.exec(line);
    if (!found) return undefined;
    const pairs = pairsOf(line.slice(found.index + found[0].length));
    return [['iter', found[3]!], ...pairs];
  },
});
