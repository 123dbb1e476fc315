import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import spectra from '../../fixtures/spectra.json';
import type { Answer } from './figures.worker';

// Bundled to out/browser/kernels/*.js.
const root = resolve(__dirname, '..', '..', '..');
const origin = 'http://kernels.test';

describe("kernels in a browser's worker", () => {
  let browser: Browser;
  before(async () => {
    const file = pathToFileURL(join(root, 'test', 'server', 'chromium.mjs')).href;
    browser = await ((await import(file)) as { launchChromium(): Promise<Browser> }).launchChromium();
  });
  after(() => browser.close());

  it("run as WebAssembly and agree with numpy's figures to 1e-10", async () => {
    const page = await browser.newPage();
    await page.route('**/*', (route) =>
      new URL(route.request().url()).pathname === '/worker.js'
        ? route.fulfill({
            contentType: 'text/javascript',
            body: readFileSync(join(__dirname, 'figures.worker.js'), 'utf8'),
          })
        : route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html>' }),
    );
    await page.goto(origin);
    const { kernels, matrices } = await page.evaluate(
      (rows) =>
        new Promise<Answer>((done, fail) => {
          const worker = new Worker('/worker.js');
          worker.onmessage = ({ data }: MessageEvent<Answer>) => {
            done(data);
          };
          worker.onerror = ({ message }) => {
            fail(new Error(message));
          };
          worker.postMessage(rows);
        }),
      spectra.map(({ matrix }) => matrix),
    );
    assert.match(kernels, /simd/);
    spectra.forEach(({ name, singularValues, log10NormOfPower }, i) => {
      const { sigmaMax, log2Norms } = matrices[i]!;
      assert.ok(Math.abs(sigmaMax - singularValues[0]!) <= 1e-10 * singularValues[0]!, name);
      log10NormOfPower.forEach((expected, k) => {
        const actual = log2Norms[k];
        if (expected === null) assert.equal(actual, undefined, `${name}, k = ${k + 1}`);
        else assert.ok(Math.abs(actual! * Math.log10(2) - expected) < 1e-8, `${name}, k = ${k + 1}`);
      });
    });
    await page.close();
  });
});
