// Shared chunks for Node: esbuild splits ES modules alone, and each of those then becomes CommonJS, which VS Code, its
// worker threads and a joined script for browsers all take.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { transform } from 'esbuild';

/**
 * Writes every output as CommonJS, and to `dist/web/worker.json` the files of a browser's worker: `dist/worker.js` and what it
 * leads to, with those of `dist/web/` in the place of their namesakes.
 * @param {import('esbuild').TransformOptions} options
 * @returns {import('esbuild').Plugin}
 */
export const commonJs = (options) => ({
  name: 'commonjs',
  setup(build) {
    Object.assign(build.initialOptions, { format: 'esm', splitting: true, write: false, metafile: true });
    build.onEnd(async ({ outputFiles, metafile }) => {
      for (const { path, text } of outputFiles ?? []) {
        const { code } = await transform(text, {
          ...options,
          format: 'cjs',
          // A chunk that is loaded later comes by require as well: whoever joins the files has but that to provide.
          supported: { 'dynamic-import': false },
        });
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, code);
        if (code.startsWith('#!')) chmodSync(path, 0o755);
      }
      if (metafile) {
        const files = browserFiles(metafile.outputs).map((file) => relative('dist', file));
        writeFileSync('dist/web/worker.json', JSON.stringify(files));
      }
    });
  },
});

/** @param {import('esbuild').Metafile['outputs']} outputs */
function browserFiles(outputs) {
  const files = new Set();
  const visit = (file) => {
    const inBrowser = join('dist', 'web', basename(file));
    const path = inBrowser in outputs ? inBrowser : file;
    if (files.has(path)) return;
    files.add(path);
    for (const { path: next, external } of outputs[path].imports) visit(external ? join('dist', next) : next);
  };
  visit(join('dist', 'worker.js'));
  return [...files];
}
