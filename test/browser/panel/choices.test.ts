import assert from 'node:assert/strict';
import type { PanelChoice, PanelModel } from '../../../src/shared/panel';
import { until } from '../until';
import { diagonal, modelOf } from './models';
import { closeBrowser, openPanel, type PanelOptions, type PanelPage } from './page';

const settings: PanelChoice = { steps: 29, activation: 'tanh' };
const explode = diagonal(1.5, 0.5);

function choicesOf({ calls }: PanelPage): unknown[] {
  return calls.filter(({ method }) => method === 'model').map(({ params }) => params);
}

describe('panel: choices', () => {
  let panel: PanelPage;
  const open = async (options: Partial<PanelOptions> = {}): Promise<void> => {
    panel = await openPanel({ model: (choice) => modelOf(explode, choice ?? settings), ...options });
    await panel.page.locator('main').waitFor();
  };
  const showsGain = (text: string): Promise<void> =>
    panel.page.locator('[data-figure="gain"]').getByText(text, { exact: true }).waitFor();
  /** The toolkit puts a value into the page with the next frame. */
  const drawn = (): Promise<void> =>
    panel.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              resolve();
            }),
          );
        }),
    );
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  after(closeBrowser);

  it('asks first without a choice, so that the settings decide', async () => {
    await open();
    assert.deepEqual(choicesOf(panel), [undefined]);
    assert.deepEqual(await panel.state(), { scale: 'log', tab: 'growth', tabs: {} });
  });

  it('recomputes by slider and keyboard', async () => {
    await open();
    const slider = panel.page.getByRole('slider', { name: 'Horizon T' });
    assert.equal(await slider.getAttribute('aria-valuetext'), '29 steps');
    await slider.focus();
    await slider.press('ArrowRight');
    // 1.5³⁰
    await showsGain('1.92e5');
    assert.deepEqual(choicesOf(panel).at(-1), { steps: 30, activation: 'tanh' });
    await slider.press('Home');
    await showsGain('1.5');
    await slider.press('End');
    await showsGain('1.23e176');
    assert.deepEqual((await panel.state())['choice'], { steps: 1000, activation: 'tanh' });
  });

  it('takes a typed horizon and puts back what is none', async () => {
    await open();
    const field = panel.page.locator('.horizon vscode-text-field');
    const input = field.locator('input');
    await input.fill('10');
    // 1.5¹⁰
    await showsGain('57.7');
    await input.fill('ten');
    assert.equal(await field.getAttribute('aria-invalid'), '');
    await input.blur();
    await panel.page.locator('.horizon vscode-text-field[current-value="10"]').waitFor();
    await drawn();
    assert.equal(await input.inputValue(), '10');
    await input.press('ArrowUp');
    await showsGain('86.5');
    assert.deepEqual(choicesOf(panel).at(-1), { steps: 11, activation: 'tanh' });
  });

  it('leaves alone what is being typed when an answer comes', async () => {
    let matrix = explode;
    await open({ model: (choice) => modelOf(matrix, choice ?? settings) });
    const input = panel.page.locator('.horizon vscode-text-field input');
    await input.fill('');
    matrix = diagonal(1.2, 0.5);
    await panel.changed();
    // 1.2²⁹
    await showsGain('198');
    await drawn();
    assert.equal(await input.inputValue(), '');
    await input.blur();
    await drawn();
    assert.equal(await input.inputValue(), '29');
  });

  it('takes another activation from the keyboard', async () => {
    await open();
    await panel.page.getByRole('combobox', { name: 'Activation φ' }).focus();
    // identity, tanh, sigmoid
    await panel.page.keyboard.press('ArrowDown');
    await showsGain('4.44e-13');
    assert.deepEqual((await panel.state())['choice'], { steps: 29, activation: 'sigmoid' });
  });

  it('goes back to the settings', async () => {
    await open({ savedState: { choice: { steps: 10, activation: 'tanh' }, scale: 'log' } });
    await showsGain('57.7');
    await panel.page.getByRole('button', { name: /^Reset/ }).click();
    await showsGain('1.28e5');
    assert.equal((await panel.state())['choice'], undefined);
  });

  it('lets the latest question win, whatever the order of the answers', async () => {
    const waiting = new Map<number, () => void>();
    const model = (choice: PanelChoice | undefined): PanelModel | Promise<PanelModel> => {
      const answer = modelOf(explode, choice ?? settings);
      if (!choice) return answer;
      return new Promise((resolve) =>
        waiting.set(choice.steps, () => {
          resolve(answer);
        }),
      );
    };
    await open({ model });
    const input = panel.page.locator('.horizon vscode-text-field input');
    const asked = async (steps: number): Promise<void> => {
      await input.fill(String(steps));
      await until(`the question for ${steps} steps`, () => Promise.resolve(waiting.has(steps) || undefined));
    };
    await asked(10);
    await asked(20);
    await panel.page.locator('.status').getByText('Updating…').waitFor();
    waiting.get(20)?.();
    // 1.5²⁰
    await showsGain('3330');
    const arrival = panel.page.evaluate(
      () =>
        new Promise<void>((drawn) => {
          const afterFrames = (): number =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() => {
                drawn();
              }),
            );
          addEventListener('message', afterFrames, { once: true });
        }),
    );
    waiting.get(10)?.();
    await arrival;
    await showsGain('3330');
    assert.equal(await panel.page.locator('.status').textContent(), '');
  });

  it('asks once for a slider that is drawn across many values', async () => {
    await open();
    await panel.page.getByRole('slider').evaluate((slider: HTMLInputElement) => {
      for (let i = 0; i < 40; i++) {
        slider.value = String(i);
        slider.dispatchEvent(new Event('input'));
      }
    });
    await showsGain('6.38e8');
    assert.equal(choicesOf(panel).length, 2);
  });

  it('pulls again with the same choice when the document changed', async () => {
    let matrix = explode;
    await open({
      model: (choice) => modelOf(matrix, choice ?? settings),
      savedState: { choice: { steps: 10, activation: 'tanh' } },
    });
    await showsGain('57.7');
    matrix = diagonal(0.9, 0.8);
    await panel.changed();
    // 0.9¹⁰
    await showsGain('0.349');
    assert.deepEqual(choicesOf(panel), [
      { steps: 10, activation: 'tanh' },
      { steps: 10, activation: 'tanh' },
    ]);
  });

  it('restores choice, remedy and scale, and keeps what the host embedded', async () => {
    const subject = { kind: 'document', uri: 'file:///net.py', name: 'W' };
    await open({
      savedState: {
        choice: { steps: 10, activation: 'tanh' },
        selectedRemedy: 'orthogonal',
        scale: 'linear',
      },
      embedded: { subject },
    });
    await showsGain('57.7');
    assert.deepEqual(choicesOf(panel), [{ steps: 10, activation: 'tanh' }]);
    assert.equal(await panel.page.getByRole('checkbox').getAttribute('aria-checked'), 'true');
    await panel.openTab('Remedies');
    assert.equal(await panel.page.locator('.remedy.selected h3').textContent(), 'Make it orthogonal');
    assert.deepEqual((await panel.state())['subject'], subject);
    await panel.page.getByRole('button', { name: 'Show curve: Rescale the matrix' }).click();
    assert.equal((await panel.state())['selectedRemedy'], 'rescale');
    assert.deepEqual((await panel.state())['subject'], subject);
  });

  it('survives a state that is none of its own', async () => {
    await open({ savedState: { choice: { steps: -1, activation: 'sin' }, scale: 7, selectedRemedy: {} } });
    assert.deepEqual(choicesOf(panel), [undefined]);
  });
});
