// The browser that shows the workbench in tests.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { which } from './processes.mjs';

const { env } = process;
const usual = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  `${env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${env['PROGRAMFILES(X86)']}\\Google\\Chrome\\Application\\chrome.exe`,
  `${env['PROGRAMFILES(X86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
];

/** CHROMIUM_PATH, or a Chromium or Chrome of this machine, or one that Playwright has installed. */
export function findChromium() {
  if (env.CHROMIUM_PATH) {
    return env.CHROMIUM_PATH;
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = names.map(which).find(Boolean) ?? [...usual, chromium.executablePath()].find(existsSync);
  if (!found) {
    throw new Error(
      'No Chromium or Chrome was found: install one (Debian: apt-get install chromium; anywhere: ' +
        'npx playwright-core install chromium) or set CHROMIUM_PATH to its program.',
    );
  }
  return found;
}

const args = [
  // The page is our own; Chromium's sandbox refuses to work for root and in most containers.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export function launchChromium() {
  return chromium.launch({ executablePath: findChromium(), args });
}

/**
 * A browser with one profile for all its pages, which keeps what it has loaded and compiled: a second workbench opens in two
 * thirds of the time. The profile goes with it.
 */
export async function launchProfile(options) {
  const profile = mkdtempSync(join(tmpdir(), 'gradient-lens-profile-'));
  const sweep = () => {
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // Chromium's last process still writes there; the system clears its temporary folder.
    }
  };
  process.once('exit', sweep);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args,
    ...options,
  });
  context.once('close', () => {
    sweep();
    process.off('exit', sweep);
  });
  return context;
}
