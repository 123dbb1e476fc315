// The suite in a desktop VS Code: VSCODE_EXECUTABLE_PATH, or the one that @vscode/test-electron downloads, of the version that
// GRADIENT_LENS_VSCODE names (`1.101.0`), else the newest.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { run, which } from '../server/processes.mjs';
import { askedVersion } from '../server/version.mjs';

const { env, platform, argv, execPath } = process;

export async function launch({ extension, folder, suite }) {
  const xvfb = platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY && which('xvfb-run');
  if (xvfb) {
    const { code } = await run(xvfb, ['-a', execPath, ...argv.slice(1)]);
    return code;
  }
  // A short path: the sockets that VS Code makes in it must fit into 103 characters.
  const version = askedVersion()?.text;
  const profile = mkdtempSync(join(realpathSync(tmpdir()), 'gl-'));
  try {
    return await runTests({
      ...(version ? { version } : {}),
      ...(env.VSCODE_EXECUTABLE_PATH ? { vscodeExecutablePath: env.VSCODE_EXECUTABLE_PATH } : {}),
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      launchArgs: [
        folder,
        '--disable-extensions',
        `--user-data-dir=${join(profile, 'user')}`,
        `--extensions-dir=${join(profile, 'extensions')}`,
      ],
    });
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
