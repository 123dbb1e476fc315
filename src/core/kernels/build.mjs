// Compiles the AssemblyScript kernels: `await buildKernels()` before bundling. Unchanged sources are not built again.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const options = [
  '-O3',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--initialMemory',
  '1',
  '--disableWarning',
  '112',
];
/** The relaxed module may fuse multiplication and addition; an engine that lacks it rejects the module whole. */
const modules = { simd: ['simd'], relaxed: ['simd', 'relaxed-simd'] };

function fingerprint() {
  const hash = createHash('sha256').update(JSON.stringify([options, modules]));
  hash.update(readFileSync(here('../../../node_modules/assemblyscript/package.json')));
  for (const name of readdirSync(here('assembly')).sort())
    hash.update(name).update(readFileSync(here(`assembly/${name}`)));
  return hash.digest('hex');
}

/** Writes build/simd.wasm and build/relaxed.wasm beside this file. */
export async function buildKernels() {
  const wanted = fingerprint();
  const stamp = here('build/fingerprint');
  try {
    if (readFileSync(stamp, 'utf8') === wanted) return;
  } catch {
    // Not built yet.
  }
  mkdirSync(here('build'), { recursive: true });
  const { main } = await import('assemblyscript/asc');
  for (const [name, features] of Object.entries(modules)) {
    const { error, stderr } = await main([
      'assembly/index.ts',
      '-o',
      `build/${name}.wasm`,
      '--baseDir',
      here('.'),
      ...options,
      ...features.flatMap((f) => ['--enable', f]),
    ]);
    if (error) throw new Error(`${stderr}${error.message}`);
  }
  writeFileSync(stamp, wanted);
}
