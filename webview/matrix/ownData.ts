import * as l10n from '@vscode/l10n';
import type { InputsSummary } from '../../src/shared/checkpoint';
import { button } from '../ui/controls/button';
import { h, setText } from '../ui/dom';
import { ErrorBar } from '../ui/errorBar';
import type { Host } from './host';

/** The choice that all tabs of the page share. */
const shared: { summary: InputsSummary | null; pulled: boolean; readonly listeners: Set<() => void> } = {
  summary: null,
  pulled: false,
  listeners: new Set(),
};

/** What drives the matrix over time: Gaussian inputs, or the person's own, which all tabs share. */
export class OwnData {
  private readonly error = new ErrorBar();
  private readonly said = h('span', { class: 'driven-by' });
  private readonly remove: HTMLElement;
  readonly element: HTMLElement;

  /** @param onChange hears that other inputs drive it */
  constructor(
    private readonly host: Host,
    onChange: () => void,
  ) {
    this.remove = button({
      label: l10n.t('Remove'),
      title: l10n.t('Remove your data: drive it by Gaussian inputs again'),
      onClick: () => {
        void this.take(host.call('dropInputs', null).then(() => null));
      },
    });
    this.element = h(
      'div',
      { class: 'own-data' },
      h(
        'p',
        { class: 'data-bar' },
        this.said,
        button({
          label: l10n.t('Drive with Your Data…'),
          title: l10n.t(
            'Drive with Your Data: choose a .npy or .npz file of steps × units, or sequences × steps × units',
          ),
          onClick: () => {
            void this.take(host.call('chooseInputs', null), true);
          },
        }),
        this.remove,
      ),
      this.error.element,
    );
    this.draw();
    shared.listeners.add(() => {
      this.draw();
      onChange();
    });
  }

  /** The inputs' name; `null` for Gaussian ones. */
  get name(): string | null {
    return shared.summary?.name ?? null;
  }

  /** Steps of the inputs, Infinity of Gaussian ones. */
  get steps(): number {
    return shared.summary?.steps ?? Infinity;
  }

  /** Asks once what was chosen before. */
  pull(): void {
    if (shared.pulled) return;
    shared.pulled = true;
    void this.take(this.host.call('inputs', null));
  }

  private async take(found: Promise<InputsSummary | null>, keepIfNone = false): Promise<void> {
    this.error.clear();
    try {
      const summary = await found;
      if (summary === null && keepIfNone) return;
      if (summary === shared.summary) return;
      shared.summary = summary;
      for (const listener of shared.listeners) listener();
    } catch (error) {
      this.error.show(error);
    }
  }

  private draw(): void {
    const { summary } = shared;
    this.remove.hidden = !summary;
    setText(
      this.said,
      summary
        ? l10n.t('Driven by {0} ({1} steps of {2} numbers).', summary.name, summary.steps, summary.width)
        : '',
    );
  }
}
