// A folder outside the clone that is filled once and whole, whoever asks first.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const { env, platform } = process;

/** Where downloads are kept between runs and between clones. */
export function cacheFolder() {
  if (env.GRADIENT_LENS_CACHE) {
    return env.GRADIENT_LENS_CACHE;
  }
  if (env.XDG_CACHE_HOME) {
    return join(env.XDG_CACHE_HOME, 'gradient-lens');
  }
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'gradient-lens');
  }
  return platform === 'darwin'
    ? join(homedir(), 'Library', 'Caches', 'gradient-lens')
    : join(homedir(), '.cache', 'gradient-lens');
}

const stamp = (folder) => join(folder, 'complete');

export function isComplete(folder) {
  return statSync(stamp(folder), { throwIfNoEntry: false }) !== undefined;
}

/**
 * Fills `folder` by `fill(temporary)`. The work happens in a sibling that is renamed at the very end, so a
 * broken download is never taken for a whole one; a lock keeps two runs from downloading at once.
 */
export async function fillOnce(folder, fill, onWait) {
  if (isComplete(folder)) {
    return;
  }
  mkdirSync(dirname(folder), { recursive: true });
  const release = await lock(`${folder}.lock`, () => isComplete(folder), onWait);
  const temporary = `${folder}.part`;
  try {
    if (isComplete(folder)) {
      return;
    }
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary);
    await fill(temporary);
    writeFileSync(stamp(temporary), '');
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    release();
  }
}

async function lock(file, isDone, onWait) {
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(file, `${process.pid} ${hostname()}`, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    }
    if (isDone()) {
      return () => {};
    }
    if (isAbandoned(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!waited) {
      onWait?.(file);
    }
    await pause(250);
  }
}

/** A lock whose owner was on this machine and is gone will never be released. */
function isAbandoned(file) {
  let owner;
  try {
    owner = readFileSync(file, 'utf8');
  } catch {
    return false;
  }
  const [pid, host] = owner.split(' ');
  if (!pid || host !== hostname()) {
    return false;
  }
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
