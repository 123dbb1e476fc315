// The package `gradient-lens` of npm: the command line alone, which depends on nothing.
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../test/server/processes.mjs';
import { programFiles } from './files.mjs';

/** What is told of the command line, of all that the extension's manifest says. */
export const description =
  'Will gradients vanish or explode? The verdict on recurrent weights in checkpoints, code, configs and training logs.';

/** The package's own manifest, made from the extension's. */
export function npmManifest({ name, version, license, keywords, engines, bin, repository, bugs }, files) {
  return {
    ...{ name, version, description, license, keywords, repository, bugs },
    engines: { node: engines.node },
    bin,
    files,
  };
}

/**
 * Writes `NAME-VERSION.tgz` to a folder and returns its path.
 * @param {string} root of the repository, built
 * @param {string} target a folder
 */
export async function packNpm(root, target) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const files = programFiles(root);
  const folder = join(target, 'npm');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of files) cpSync(join(root, file), join(folder, file));
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  copyFileSync(join(root, 'packaging', 'README.md'), join(folder, 'README.md'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(npmManifest(manifest, files), null, 2)}\n`);
  const args = ['pack', '--pack-destination', target, '--silent', '--offline'];
  const { code, text } = await npm(args, { cwd: folder, output: 'collect' });
  if (code !== 0) throw new Error(`npm pack failed:\n${text.trimEnd()}`);
  return join(target, `${manifest.name}-${manifest.version}.tgz`);
}
