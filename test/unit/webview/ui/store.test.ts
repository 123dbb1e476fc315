import assert from 'node:assert/strict';
import { validState } from '../../../../webview/matrix/state';
import { Store } from '../../../../webview/ui/store';

function hostWith(saved: unknown): { state: unknown; getState(): unknown; setState(state: unknown): void } {
  return {
    state: saved,
    getState() {
      return this.state;
    },
    setState(state) {
      this.state = state;
    },
  };
}

describe('webview state', () => {
  it('keeps keys that are not its own, the embedded ones first', () => {
    const host = hostWith({ subject: 'old', other: 1, scale: 'linear' });
    const store = new Store(host, validState, JSON.stringify({ subject: 'new' }));
    store.update({ selectedRemedy: 'rescale' });
    assert.deepEqual(host.state, {
      subject: 'new',
      other: 1,
      scale: 'linear',
      choice: undefined,
      selectedRemedy: 'rescale',
      tab: 'growth',
      tabs: {},
    });
  });

  it('takes nothing on trust', () => {
    for (const saved of [
      undefined,
      null,
      3,
      'x',
      { choice: { steps: 1.5, activation: 'tanh' } },
      { tab: 'x', tabs: 7 },
    ]) {
      const { current } = new Store(hostWith(saved), validState, 'not json');
      assert.deepEqual(current, {
        choice: undefined,
        selectedRemedy: undefined,
        scale: 'log',
        tab: 'growth',
        tabs: {},
      });
    }
  });
});
