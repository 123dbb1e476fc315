// Brings node_modules to what package-lock.json says. Loads nothing but Node's own modules: on a fresh clone
// there is nothing else yet.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './processes.mjs';

export async function ensureDependencies(root) {
  if (isCurrent(root)) {
    return;
  }
  console.log('Installing the packages of package-lock.json …');
  const { code } = await npm(['ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: root });
  if (code !== 0) {
    throw new Error('npm ci failed; its words are above.');
  }
}

/** npm notes in node_modules what it installed; dates of files say less, a checkout changes them. */
function isCurrent(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) {
    return false;
  }
  const has = packagesOf(installed);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || optional || has[path]?.version === version,
  );
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
