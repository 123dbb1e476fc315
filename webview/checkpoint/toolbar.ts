import { button } from '../controls/button';
import { h, setText } from '../dom';

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
    placeholder: 'Filter by name, kind or verdict',
    'aria-label': 'Filter tensors and layers',
  });
  private readonly progress = h('progress', { max: 1, value: 0, 'aria-label': 'Layers analysed' });
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
    this.cancel = button({ label: 'Cancel', title: 'Cancel the analysis', onClick: events.onCancel });
    this.resume = button({ label: 'Go on', title: 'Go on with the analysis', onClick: events.onResume });
    this.compare = button({
      label: 'Compare with…',
      title: 'Compare with an earlier checkpoint of the same model',
      onClick: events.onCompare,
    });
    this.endComparison = button({ label: 'End comparison', onClick: events.onEndComparison });
    this.resume.hidden = true;
    this.endComparison.hidden = true;
    this.element = h(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': 'Checkpoint' },
      this.filter,
      button({
        label: 'Expand all',
        onClick: () => {
          events.onExpandAll('all');
        },
      }),
      button({
        label: 'Collapse all',
        onClick: () => {
          events.onExpandAll('none');
        },
      }),
      this.compare,
      this.endComparison,
      button({ label: 'Overview', onClick: events.onOverview }),
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

  /** @param left are there items that were not analysed because of a cancellation? */
  report(done: number, total: number, running: boolean, left: boolean): void {
    // Only the end is spoken, not each layer.
    this.said.setAttribute('aria-live', running ? 'off' : 'polite');
    this.progress.value = total === 0 ? 1 : done / total;
    this.progress.hidden = !running;
    this.cancel.hidden = !running;
    this.resume.hidden = running || !left;
    setText(this.said, total === 0 ? 'No recurrence found' : `${Math.floor(done)} of ${total} analysed`);
  }
}
