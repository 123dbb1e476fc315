// `node out/bench/accuracy/dump.js FOLDER COUNT [FIRST]`: the matrices of `draw` and where their gains are to lie, for truth.py.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { draw } from './families';
import { targetOf } from './target';

const [folder = '.', count = '600', first = '0'] = process.argv.slice(2);
const draws = Array.from({ length: Number(count) }, (_, i) => draw(Number(first) + i));
const parts = draws.map(({ base }) =>
  Buffer.from(base.data.buffer, base.data.byteOffset, base.data.byteLength),
);
writeFileSync(join(folder, 'matrices.f64'), Buffer.concat(parts));
const index = draws.map(({ base, steps, seed }) => [base.rows, steps, targetOf(seed)]);
writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
