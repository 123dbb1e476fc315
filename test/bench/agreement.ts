// `node out/bench/agreement.js [STRIDE]`: how often the range of a prediction holds the median gain of cells that torch simulated,
// for every STRIDE-th of 336 predictions (1 takes some minutes), and how wide the ranges are. The goal is 95 %, and no other a
// decade away.
import { quantile } from '../../src/core/quantile';
import { agreements } from '../unit/core/config/simulatedStarts';

const found = [...agreements(Number(process.argv[2] ?? 13))];
for (const { what, off } of found) {
  if (off.some((decades) => decades > 0)) console.log(off.map((x) => x.toFixed(2)).join('  '), what);
}
const all = found.flatMap(({ off }) => off);
const held = all.filter((decades) => decades <= 0).length;
const far = all.filter((decades) => decades > 1).length;
console.log(`${held} of ${all.length} held, ${far} more than a decade outside`);
for (const length of ['10', '100', '365']) {
  const widths = found.flatMap(({ what, width }) => (what.endsWith(` ${length}`) ? [width] : []));
  if (widths.length > 0) console.log(`T = ${length}: ${median(widths).toFixed(2)} decades wide, median`);
}

function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
