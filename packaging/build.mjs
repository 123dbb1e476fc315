// Packs the command line of a build for npm and for PyPI: `node packaging/build.mjs [FOLDER]`, by default out/packages.
import { mkdirSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { packNpm } from './npm.mjs';
import { packWheel } from './wheel.mjs';

const root = resolve(import.meta.dirname, '..');
const target = resolve(process.argv[2] ?? resolve(root, 'out', 'packages'));
mkdirSync(target, { recursive: true });
for (const pack of [packNpm, packWheel]) {
  const file = await pack(root, target);
  console.log(`${relative(process.cwd(), file)}: ${Math.round(statSync(file).size / 1024)} KB`);
}
