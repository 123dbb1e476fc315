import assert from 'node:assert/strict';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelPage } from './page';

interface Saved {
  readonly suggestedName: string;
  readonly content: string;
  readonly encoding: string;
}

describe('panel: exports', () => {
  let panel: PanelPage;
  const name = 'rnn["weight"] <&>';
  const exported = async (chart: string, format: string): Promise<Saved> => {
    await panel.page
      .locator(`#${chart}`)
      .getByRole('button', { name: new RegExp(`^Save as ${format}`) })
      .click();
    return (await panel.called('save')) as Saved;
  };
  beforeEach(async () => {
    panel = await openPanel({
      model: () => modelOf(diagonal(1.5, 0.5), { steps: 200, activation: 'tanh' }, { name }),
    });
    await panel.page.locator('main').waitFor();
  });
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('writes every step to the CSV', async () => {
    const { suggestedName, content, encoding } = await exported('growth', 'CSV');
    assert.equal(suggestedName, 'rnn-weight-growth.csv');
    assert.equal(encoding, 'utf8');
    const [header, ...rows] = content.trimEnd().split('\r\n');
    assert.equal(
      header,
      'k,log10_gain,log10_lower_bound,log10_upper_bound,log10_norm,log10_sigma_1,log10_sigma_2',
    );
    assert.equal(rows.length, 200);
    for (const [i, row] of rows.entries()) {
      const [k, gain, , , , , smallest] = row.split(',').map(Number);
      assert.equal(k, i + 1);
      assert.ok(Math.abs((gain ?? NaN) - (i + 1) * Math.log10(1.5)) < 1e-10, row);
      assert.ok(Math.abs((smallest ?? NaN) - (i + 1) * Math.log10(0.5)) < 1e-10, row);
    }
  });

  it('writes well-formed SVG with the curves, title and legend', async () => {
    for (const chart of ['growth', 'eigenvalues', 'singular-values', 'remedy']) {
      panel.calls.length = 0;
      if (chart === 'remedy') await panel.openTab('Remedies');
      const { content, suggestedName } = await exported(chart, 'SVG');
      assert.equal(suggestedName, `rnn-weight-${chart}.svg`);
      const found = await panel.page.evaluate((text) => {
        const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
        return {
          errors: parsed.querySelectorAll('parsererror').length,
          title: parsed.querySelector('title')?.textContent ?? '',
          shapes: parsed.querySelectorAll('path, circle, rect').length,
          foreign: parsed.querySelectorAll('script, image, foreignObject, [style]').length,
        };
      }, content);
      assert.equal(found.errors, 0, chart);
      assert.ok(found.title.endsWith(`: ${name}`), found.title);
      assert.ok(found.shapes > 8, chart);
      assert.equal(found.foreign, 0);
      assert.doesNotMatch(content, /NaN|undefined|Infinity/);
    }
  });

  it('writes an opaque PNG at twice the size', async () => {
    const { content, encoding, suggestedName } = await exported('growth', 'PNG');
    assert.equal(encoding, 'base64');
    assert.equal(suggestedName, 'rnn-weight-growth.png');
    const bytes = Buffer.from(content, 'base64');
    assert.equal(bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1800, 1080]);
    const { corner, colors } = await panel.page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
      return { corner: [...pixels.slice(0, 4)], colors: new Set(new Uint32Array(pixels.buffer)).size };
    }, content);
    // Dark Modern's editor background.
    assert.deepEqual(corner, [0x1f, 0x1f, 0x1f, 255]);
    assert.ok(colors > 20, 'the picture is empty');
  });

  it('copies figures, the Python script and a remedy’s code', async () => {
    const copied = async (button: string): Promise<{ text: string; what: string }> => {
      panel.calls.length = 0;
      await panel.page.getByRole('button', { name: new RegExp(`^${button}`) }).click();
      return (await panel.called('copy')) as { text: string; what: string };
    };
    const figures = JSON.parse((await copied('Copy Figures')).text) as Record<string, unknown>;
    assert.equal(figures['name'], name);
    assert.equal(figures['verdict'], 'exploding');
    assert.equal((figures['log10Growth'] as unknown[]).length, 200);
    assert.match((await copied('Copy as Python')).text, /numpy/);
    const python = panel.calls.find(({ method }) => method === 'python');
    assert.deepEqual(python?.params, { steps: 200, activation: 'tanh' });
    await panel.openTab('Remedies');
    assert.match((await copied('Copy code: Clip')).text, /clip_grad_norm_/);
  });

  it('reveals the matrix in its text', async () => {
    await panel.page.getByRole('link', { name: 'net.py:3' }).click();
    assert.equal(await panel.called('reveal'), null);
  });
});
