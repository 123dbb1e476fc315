import * as l10n from '@vscode/l10n';
import { button } from '../ui/controls/button';
import { h, setText } from '../ui/dom';

export interface ToolbarEvents {
  readonly onFilter: (filter: string) => void;
  readonly onExpandAll: (base: 'all' | 'none') => void;
  readonly onCancel: () => void;
  readonly onResume: () => void;
  readonly onCompare: () => void;
  readonly onEndComparison: () => void;
  readonly onOverview: () => void;
}

/** Filter, folding, comparison, and the progress of the quick figures with its cancel button. */
export class Toolbar {
  private readonly filter = h('input', {
    type: 'search',
    class: 'filter',
    placeholder: l10n.t('Filter by name, kind or verdict'),
    'aria-label': l10n.t('Filter tensors and layers'),
  });
  private readonly progress = h('progress', { max: 1, value: 0, 'aria-label': l10n.t('Layers analyzed') });
  private readonly said = h('span', { role: 'status', class: 'said' });
  private readonly cancel: HTMLElement;
  private readonly resume: HTMLElement;
  private readonly compare: HTMLElement;
  private readonly endComparison: HTMLElement;
  readonly element: HTMLElement;

  constructor(events: ToolbarEvents) {
    this.filter.addEventListener('input', () => {
      events.onFilter(this.filter.value);
    });
    this.cancel = button({
      label: l10n.t('Cancel'),
      title: l10n.t('Cancel the analysis'),
      onClick: events.onCancel,
    });
    this.resume = button({
      label: l10n.t('Continue'),
      title: l10n.t('Continue the analysis'),
      onClick: events.onResume,
    });
    this.compare = button({
      label: l10n.t('Compare with…'),
      title: l10n.t('Compare with an earlier checkpoint of the same model'),
      onClick: events.onCompare,
    });
    this.endComparison = button({ label: l10n.t('End comparison'), onClick: events.onEndComparison });
    this.resume.hidden = true;
    this.endComparison.hidden = true;
    this.element = h(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': l10n.t('Checkpoint') },
      this.filter,
      button({
        label: l10n.t('Expand all'),
        onClick: () => {
          events.onExpandAll('all');
        },
      }),
      button({
        label: l10n.t('Collapse all'),
        onClick: () => {
          events.onExpandAll('none');
        },
      }),
      this.compare,
      this.endComparison,
      button({ label: l10n.t('Overview'), onClick: events.onOverview }),
      h('span', { class: 'running' }, this.progress, this.said, this.cancel, this.resume),
    );
  }

  setFilter(filter: string): void {
    this.filter.value = filter;
  }

  set comparing(comparing: boolean) {
    this.compare.hidden = comparing;
    this.endComparison.hidden = !comparing;
  }

  /** @param left are there items that were not analyzed because of a cancellation? */
  report(done: number, total: number, running: boolean, left: boolean): void {
    // Only the end is spoken, not each layer.
    this.said.setAttribute('aria-live', running ? 'off' : 'polite');
    this.progress.value = total === 0 ? 1 : done / total;
    this.progress.hidden = !running;
    this.cancel.hidden = !running;
    this.resume.hidden = running || !left;
    setText(
      this.said,
      total === 0 ? l10n.t('No recurrence found') : l10n.t('{0} of {1} analyzed', Math.floor(done), total),
    );
  }
}
