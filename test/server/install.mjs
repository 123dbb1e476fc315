// Installs the VS Code server of package.json, once, into the cache: `node test/server/install.mjs`. The environment variable
// GRADIENT_LENS_VSCODE names another version of VS Code, `1.103`; code-server 4.N carries VS Code 1.N, and not every N is on npm.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, fillOnce } from './cache.mjs';
import { npm } from './processes.mjs';
import { askedVersion } from './version.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const standIns = join(here, 'stand-ins');
const manifest = join(here, 'package.json');
const content = JSON.parse(readFileSync(manifest, 'utf8'));
const asked = askedVersion();
/** A patch where one was asked for, else the newest that npm has of that minor version. */
const version = asked ? `4.${asked.minor}.${asked.patch ?? 'x'}` : content.dependencies['code-server'];
const neededNode = 24;

/** Where the server of this checkout belongs; another version or another recipe gets another folder. */
export function serverFolder() {
  const hash = createHash('sha256');
  for (const file of [manifest, ...readdirSync(standIns).map((name) => join(standIns, name))]) {
    hash.update(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
  }
  return join(cacheFolder(), `code-server-${version}-${hash.digest('hex').slice(0, 8)}`);
}

/** Returns the server's script and the Node to run it with, having installed both if need be. */
export async function ensureServer() {
  const folder = serverFolder();
  await fillOnce(folder, install, (lock) =>
    console.log(`Waiting for another run to install the VS Code server (${lock}).`),
  );
  return { node: findNode(folder), main: join(vscodeFolder(folder), 'out', 'server-main.js') };
}

const vscodeFolder = (folder) => join(folder, 'node_modules', 'code-server', 'lib', 'vscode');

async function install(folder) {
  const started = Date.now();
  console.log(`Installing the VS Code server ${version} from npm, once: about 800 MB in ${cacheFolder()}.`);
  const vscode = vscodeFolder(folder);
  const dependencies = { ...content.dependencies, 'code-server': version };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...content, dependencies }));
  await npmInstall('code-server and Node 24', folder);
  await npmInstall("the workbench's packages", vscode);
  await npmInstall("the built-in extensions' packages", join(vscode, 'extensions'));
  // Scripts were withheld: they would compile modules that nothing here needs, and newer versions of npm
  // refuse them anyway. Two modules are loaded at once by the extension host; plain scripts replace them.
  const modules = join(vscode, 'node_modules');
  // Older servers have the watchdog without its scope.
  const watchdogs = ['native-watchdog', '@vscode/native-watchdog'].map((name) => join(modules, name));
  for (const watchdog of watchdogs.filter(existsSync)) {
    const release = join(watchdog, 'build', 'Release');
    mkdirSync(release, { recursive: true });
    copyFileSync(join(standIns, 'watchdog.cjs'), join(release, 'watchdog.js'));
  }
  copyFileSync(join(standIns, 'spdlog.cjs'), join(modules, '@vscode', 'spdlog', 'index.js'));
  console.log(`Installed the VS Code server in ${Math.round((Date.now() - started) / 1000)} s.`);
}

async function npmInstall(what, cwd) {
  console.log(`  ${what} …`);
  const args = ['install', '--omit=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { code, text } = await npm(args, { cwd, output: 'collect' });
  if (code !== 0) {
    console.error(text.trimEnd());
    throw new Error(
      `npm could not install ${what} for the VS Code server (its words are above); ` +
        'check the connection to the npm registry and run the command again.',
    );
  }
}

function findNode(folder) {
  if (Number.parseInt(process.versions.node, 10) >= neededNode) {
    return process.execPath;
  }
  const { optionalDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const program = join('bin', process.platform === 'win32' ? 'node.exe' : 'node');
  for (const name of Object.keys(optionalDependencies)) {
    const file = join(folder, 'node_modules', name, program);
    if (existsSync(file)) {
      return file;
    }
  }
  throw new Error(
    `npm has no Node ${neededNode} for ${process.platform}-${process.arch}: run this with Node ${neededNode} or newer.`,
  );
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const { main } = await ensureServer();
    console.log(main);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
