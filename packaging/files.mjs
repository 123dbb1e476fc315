// The files of the command line alone, out of a build: `dist/cli.js` and what it leads to.
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * Paths from the root of the repository, with forward slashes.
 * @param {string} root
 * @returns {string[]}
 * @throws Error where nothing is built.
 */
export function programFiles(root) {
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    // The bundles name what they load next to them, at once or later, by require.
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, next] of text.matchAll(/\brequire\("(\.\/[\w./-]+\.js)"\)/g))
      visit(posix.join(posix.dirname(file), next));
  };
  if (!existsSync(join(root, 'dist', 'cli.js')))
    throw new Error('dist/cli.js is not there: build with node esbuild.mjs --production');
  visit('dist/cli.js');
  return [...found].sort();
}
