// Builds every bundle: `node esbuild.mjs [--production] [--watch] [--tests]`.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { context } from 'esbuild';
import { buildKernels } from './src/core/kernels/build.mjs';

const flag = (name) => process.argv.includes(`--${name}`);
const production = flag('production');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  loader: { '.wasm': 'binary' },
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  logLevel: 'info',
  define: {
    gradientLensVersion: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version),
    'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development'),
  },
};

/** mathjs is heavy, so the expression evaluator is a bundle of its own, loaded on first use. */
const lazyExpression = {
  name: 'lazy-expression',
  setup(build) {
    build.onResolve({ filter: /\/expression\/evaluate$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './expression.js', external: true } : undefined,
    );
  },
};

// jsonc-parser's CommonJS build hides its parts from bundlers; zip.js's reader alone, on the engine's own inflate, spares
// 200 KB of WebAssembly.
const node = {
  ...shared,
  alias: { '@zip.js/zip.js': './node_modules/@zip.js/zip.js/lib/zip-core-reader.js' },
  mainFields: ['module', 'main'],
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  plugins: [lazyExpression],
};
const bundles = [
  { ...node, entryPoints: { extension: 'src/host/extension.ts' }, external: ['vscode'], outdir: 'dist' },
  { ...node, entryPoints: { worker: 'src/worker/worker.ts', cli: 'src/cli/cli.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { expression: 'src/detect/expression/evaluate.ts' }, outdir: 'dist' },
  {
    ...shared,
    entryPoints: { panel: 'webview/panels/matrix.ts' },
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    outdir: 'dist/webview',
  },
];

/** Tests keep their file names and load packages from node_modules. */
const tests = {
  ...shared,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  sourcemap: 'inline',
  external: ['vscode'],
  outbase: 'test',
  outdir: 'out',
};

if (!flag('watch')) {
  rmSync('dist', { recursive: true, force: true });
  if (flag('tests')) rmSync('out', { recursive: true, force: true });
}
if (flag('tests')) {
  const entryPoints = ['unit', 'fuzz', 'vscode', 'browser', 'bench'].flatMap((suite) =>
    readdirSync(`test/${suite}`, { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `test/${suite}/${file}`),
  );
  bundles.push({ ...tests, entryPoints });
}
await buildKernels();
for (const options of bundles) {
  const build = await context(options);
  if (flag('watch')) {
    await build.watch();
  } else {
    await build.rebuild();
    await build.dispose();
  }
}
