// Builds every bundle: `node esbuild.mjs [--production] [--watch] [--tests]`.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, resolve } from 'node:path';
import { context } from 'esbuild';
import { commonJs } from './esbuild.commonjs.mjs';
import { packedReadme } from './esbuild.readme.mjs';
import { pythonSnippets } from './esbuild.snippets.mjs';
import { minifyScripts } from './esbuild.terser.mjs';
import { buildKernels } from './src/core/kernels/build.mjs';

const flag = (name) => process.argv.includes(`--${name}`);
const production = flag('production');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  loader: { '.wasm': 'binary', '.py': 'text' },
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  logLevel: 'info',
  define: {
    gradientLensVersion: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version),
    'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development'),
  },
};

/** Files of their own, for in a browser's worker those of `dist/web/` take their place. */
const ofPlatform = {
  name: 'of-platform',
  setup(build) {
    build.onResolve({ filter: /\/(port|fileSource)$/ }, ({ path }) => ({
      path: `./${basename(path)}.js`,
      external: true,
    }));
  },
};

/** The protocol's library compiles the schemas of answers that it asks a person for with Ajv, 130 KB; no tool here asks. */
const withoutAjv = {
  name: 'without-ajv',
  setup(build) {
    build.onLoad({ filter: /validation[\\/]ajv-provider\.js$/ }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
    }));
  },
};

/**
 * WebAssembly in whole bytes, a character for most and two for the others, where base64 would shift them: packed it is half as large,
 * since the two modules are all but one.
 */
const bytesAsText = {
  name: 'bytes-as-text',
  setup(build) {
    build.onLoad({ filter: /\.wasm$/ }, ({ path }) => {
      const character = (code) => String.fromCharCode(35 + code);
      const text = [...readFileSync(path)]
        .map((byte) =>
          byte < 90
            ? character(byte)
            : character(90 + Math.floor((byte - 90) / 83)) + character((byte - 90) % 83),
        )
        .join('');
      return {
        contents: `const text = ${JSON.stringify(text)};
          const bytes = new Uint8Array(text.length);
          let length = 0;
          for (let i = 0; i < text.length; i++) {
            const code = text.charCodeAt(i) - 35;
            bytes[length++] = code < 90 ? code : (code - 90) * 83 + 55 + text.charCodeAt(++i);
          }
          export default bytes.slice(0, length);`,
      };
    });
  },
};

// jsonc-parser's CommonJS build hides its parts from bundlers; zip.js's reader alone, on the engine's own inflate, spares
// 200 KB of WebAssembly.
const browser = {
  ...shared,
  alias: {
    '@zip.js/zip.js': './node_modules/@zip.js/zip.js/lib/zip-core-reader.js',
    // Its ES module leads to one that asks for import.meta, which CommonJS lacks.
    tinyglobby: './node_modules/tinyglobby/dist/index.cjs',
    // Its build for browsers: the other one brings a reader of files and addresses that nobody calls.
    '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js',
  },
  mainFields: ['module', 'browser', 'main'],
  platform: 'browser',
  target: ['es2022', 'node20'],
};
const bundles = [
  {
    // One bundle for Node and for browsers, where an extension cannot load a second file.
    ...browser,
    entryPoints: { extension: 'src/host/extension.ts' },
    external: ['vscode', 'node:*'],
    format: 'cjs',
    supported: { 'dynamic-import': false },
    outdir: 'dist',
  },
  {
    // The analysis is stored once, for the worker's thread, the command line and browsers: packages come in the form for
    // browsers, which runs everywhere. What is heavy and not always needed is imported dynamically and stands apart: mathjs
    // (expression), the library of the Model Context Protocol (mcp).
    ...browser,
    entryPoints: {
      worker: 'src/analysis/thread/thread.ts',
      port: 'src/analysis/thread/port.ts',
      fileSource: 'src/analysis/fileSource.ts',
      'web/port': 'src/analysis/thread/port.web.ts',
      'web/fileSource': 'src/analysis/fileSource.web.ts',
      cli: 'src/cli/cli.ts',
      expression: 'src/detect/expression/evaluate.ts',
      mcp: 'src/cli/mcp/server.ts',
    },
    external: ['node:*', ...builtinModules],
    sourcemap: production ? false : 'inline',
    // Readers of rare formats are chunks as well, loaded when a file is theirs.
    chunkNames: 'chunk-[hash]',
    plugins: [
      ofPlatform,
      withoutAjv,
      bytesAsText,
      commonJs({ minify: production, sourcemap: production ? false : 'inline', target: 'node20' }),
    ],
    outdir: 'dist',
  },
  {
    ...shared,
    entryPoints: {
      panel: 'webview/matrix/matrix.ts',
      monitor: 'webview/monitor/monitor.ts',
      runs: 'webview/runs/runs.ts',
      prediction: 'webview/prediction/prediction.ts',
      checkpoint: 'webview/checkpoint/checkpoint.ts',
    },
    platform: 'browser',
    target: 'es2022',
    // Each tab is a chunk of its own, loaded when it is first opened.
    format: 'esm',
    splitting: true,
    chunkNames: 'tabs/[name]-[hash]',
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
  const files = ['unit', 'package', 'cluster', 'fuzz', 'vscode', 'browser', 'bench'].flatMap((suite) =>
    readdirSync(`test/${suite}`, { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `test/${suite}/${file}`),
  );
  const inBrowser = files.filter((file) => file.startsWith('test/vscode/') && file.endsWith('.test.ts'));
  bundles.push({
    ...shared,
    stdin: {
      contents: `exports.run = () => require('./suite.web').runSuite(() => { ${inBrowser
        .map((file) => `require('./${file.slice('test/vscode/'.length, -3)}');`)
        .join(' ')} });`,
      resolveDir: 'test/vscode',
    },
    outfile: 'out/web/suite.js',
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    alias: { 'node:assert/strict': resolve('test/vscode/assert.web.ts') },
    banner: { js: 'globalThis.process ??= { env: {} };' },
    sourcemap: 'inline',
  });
  const inWorker = (file) => file.endsWith('.worker.ts');
  bundles.push(
    { ...tests, entryPoints: files.filter((file) => !inWorker(file)) },
    {
      ...tests,
      entryPoints: files.filter(inWorker),
      platform: 'browser',
      format: 'iife',
      packages: 'bundle',
    },
  );
}

/** A language's texts are kept a file a room; VS Code wants one file. */
function buildTexts() {
  mkdirSync('dist/l10n', { recursive: true });
  for (const language of readdirSync('l10n')) {
    const parts = readdirSync(`l10n/${language}`).map((part) =>
      JSON.parse(readFileSync(`l10n/${language}/${part}`, 'utf8')),
    );
    writeFileSync(`dist/l10n/bundle.l10n.${language}.json`, JSON.stringify(Object.assign({}, ...parts)));
  }
}

buildTexts();
mkdirSync('dist/snippets', { recursive: true });
writeFileSync('dist/snippets/python.json', JSON.stringify(pythonSnippets()));
writeFileSync('dist/readme.md', packedReadme(readFileSync('README.md', 'utf8')));
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
if (production && !flag('watch')) await minifyScripts('dist');
