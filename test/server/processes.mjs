// Starting programs and ending them with everything they started.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { clearTimeout } from 'node:timers';

const windows = process.platform === 'win32';
const running = new Set();

/** Starts a program in a process group of its own; whatever ends this process ends that group too. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { detached: !windows, windowsHide: true, ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Ends a program and its descendants and waits until it is gone. */
export async function end(child) {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    kill(child, 'SIGKILL');
    await gone;
  } else {
    kill(child, 'SIGKILL');
  }
}

function kill(child, signal) {
  if (child.pid === undefined) {
    return;
  }
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is already gone.
  }
}

/** Asks first: a program that is asked ends the groups that it started itself. */
function stop(child) {
  kill(child, 'SIGTERM');
  const impatient = setTimeout(() => kill(child, 'SIGKILL'), 5000);
  child.once('exit', () => clearTimeout(impatient));
}

process.on('exit', () => {
  for (const child of running) {
    kill(child, 'SIGKILL');
  }
});
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.on(signal, () => process.exit(code));
}

/**
 * Runs a program to its end. `output: 'collect'` keeps what it prints instead of passing it on, a function hears it;
 * `limit` is the time in milliseconds after which the program and its descendants are ended.
 */
export async function run(command, args, { output = 'inherit', limit, ...options } = {}) {
  const stdio = output === 'inherit' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
  const child = start(command, args, { stdio, ...options });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', output === 'collect' ? (part) => (text += part) : output);
  }
  let timedOut = false;
  const timer =
    limit &&
    setTimeout(() => {
      timedOut = true;
      stop(child);
    }, limit);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? 1));
    });
    return { code, text, timedOut };
  } finally {
    clearTimeout(timer);
  }
}

/** Runs npm by the Node that runs us, so that it works alike on Windows, where npm is a script. */
export function npm(args, options) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('npm-cli.js')
    ? run(process.execPath, [cli, ...args], options)
    : run('npm', args, { shell: windows, ...options });
}

/** The full path of a program on PATH, or undefined. */
export function which(name) {
  const endings = windows ? (process.env.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, name + ending);
      if (folder !== '' && existsSync(file)) {
        return file;
      }
    }
  }
  return undefined;
}
