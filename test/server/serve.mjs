// Starts the VS Code server on a free port and knows the address of a workbench in it.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { URLSearchParams, pathToFileURL } from 'node:url';
import { ensureServer } from './install.mjs';
import { end, run, start } from './processes.mjs';

const host = '127.0.0.1';

/**
 * @param {{ dataDir?: string, workspaceTrust?: boolean, extensions?: string[] }} [options] `dataDir` keeps settings and extensions; without it they
 * live in a temporary folder that goes with the server. With `workspaceTrust` a folder opens in Restricted Mode. `extensions` are
 * to be installed: the paths of .vsix files, or of folders.
 */
export async function serve({ dataDir, workspaceTrust = false, extensions = [] } = {}) {
  const { node, main } = await ensureServer();
  const data = dataDir ?? mkdtempSync(join(tmpdir(), 'gradient-lens-server-'));
  const sweep = () => dataDir ?? rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  // Also after Ctrl-C, when nobody calls close(); processes.mjs has ended the server by then.
  process.once('exit', sweep);
  const files = extensions.filter((extension) => extension.endsWith('.vsix'));
  for (const extension of extensions.filter((each) => !files.includes(each))) {
    cpSync(extension, join(data, 'extensions', `${basename(extension)}-0.0.0`), { recursive: true });
  }
  const common = [main, '--server-data-dir', data, '--accept-server-license-terms'];
  for (const file of files) {
    const install = [...common, '--install-extension', file];
    const { code, text } = await run(node, install, { output: 'collect', env: environment() });
    if (code !== 0) {
      throw new Error(`VS Code did not install ${file}:\n${text.trimEnd()}`);
    }
  }
  const args = [...common, '--host', host, '--port', '0', '--without-connection-token'];
  args.push('--telemetry-level', 'off');
  if (!workspaceTrust) {
    args.push('--disable-workspace-trust');
  }
  // Not only for tests: without it the page ignores an extension under development.
  args.push('--enable-smoke-test-driver');
  const child = start(node, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const port = await listening(child);
  const remote = (path) => `vscode-remote://${host}:${port}${pathToFileURL(path).pathname}`;

  return {
    dataDir: data,
    /** Settled when the server is gone. */
    ended,

    /**
     * The address of a workbench on `folder`, a path or the URI of a virtual one, with an extension under development, a
     * suite to run, a file.
     */
    url({ folder, extension, tests, openFile }) {
      const payload = [['skipWelcome', 'true']];
      for (const [key, path] of [
        ['extensionDevelopmentPath', extension],
        ['extensionTestsPath', tests],
        ['openFile', openFile],
      ]) {
        if (path) {
          payload.push([key, remote(path)]);
        }
      }
      const query = new URLSearchParams({
        folder: /^\w{2,}:/.test(folder) ? folder : pathToFileURL(folder).pathname,
        payload: JSON.stringify(payload),
      });
      return `http://${host}:${port}/?${query}`;
    },

    /** Replaces the person's settings; open pages follow. */
    writeSettings(settings) {
      const folder = join(data, 'data', 'User');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
    },

    async close() {
      await end(child);
      sweep();
      process.off('exit', sweep);
    },
  };
}

/** A VS Code that starts us from its own terminal must not lend its identity to the server. */
function environment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS)/.test(name)),
  );
}

/** The port, as soon as the server says that it listens. */
function listening(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (part) => {
      text += part;
      const port = /host agent listening on (\d+)/.exec(text)?.[1];
      if (port) {
        text = '';
        resolve(Number(port));
      }
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The VS Code server ended with status ${code} before it listened.\n${text}`)),
    );
  });
}
