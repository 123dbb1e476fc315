import type { Frame, Page } from 'playwright-core';
import { until } from './until';
import { webviewFrame } from './workbench';

/** The panel of a matrix of that name, once it shows figures. */
export function panel(page: Page, name: string): Promise<Frame> {
  return until(`the panel of ${name}`, async () => {
    const frame = await webviewFrame(page, '[data-figure="gain"]');
    const heading = await frame.locator('h1').innerText();
    return heading === name ? frame : undefined;
  });
}

/** The exact value of a key figure, as the panel carries it for copying. */
export async function exact(frame: Frame, figure: string): Promise<number> {
  const text = (await frame.locator(`[data-figure="${figure}"]`).getAttribute('data-exact')) ?? '';
  return Number(text.replace('log10 = ', ''));
}

/** Waits until the tab that is shown has computed what it shows. */
export async function drawn(frame: Frame): Promise<void> {
  await frame.waitForFunction(() => {
    const shown = document.querySelector('[role="tabpanel"]:not([hidden])');
    const busy = [...(shown?.querySelectorAll('.question-status') ?? [])].some(
      ({ textContent }) => textContent !== '',
    );
    const playing = [...(shown?.querySelectorAll('vscode-button') ?? [])].some(
      ({ textContent }) => textContent === 'Pause',
    );
    return !busy && !playing;
  });
}
