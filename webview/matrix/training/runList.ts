import * as l10n from '@vscode/l10n';
import { sample } from '../../ui/chart/legend';
import { seriesRole } from '../../../src/present/plot/plot';
import { runLabel, type TrainingRun } from './trainingChart';
import { button } from '../../ui/controls/button';
import { fill, h } from '../../ui/dom';
import type { Theme } from '../../ui/theme';

/** The runs with their looks; those that are kept can be let go. */
export class RunList {
  readonly element = h('ul', { class: 'legend runs', 'aria-label': l10n.t('Runs shown') });
  private shown = '';

  constructor(private readonly onDrop: (run: TrainingRun) => void) {}

  render(runs: readonly TrainingRun[], theme: Theme): void {
    // Rebuilt only when it changes: while runs go on, a button under the pointer stays.
    const look = JSON.stringify([runs.map(({ settings, index }) => [settings, index]), theme]);
    if (look === this.shown) return;
    this.shown = look;
    fill(
      this.element,
      ...runs.map((run, i) => {
        const label = runLabel(run.settings);
        const kept = i < runs.length - 1;
        return h(
          'li',
          {},
          sample({ role: seriesRole(run.index), shape: 'line' }, theme),
          kept ? label : l10n.t('{0} (current)', label),
          kept &&
            button({
              label: l10n.t('Remove'),
              title: l10n.t('Remove the run {0}', label),
              onClick: () => {
                this.onDrop(run);
              },
            }),
        );
      }),
    );
  }
}
