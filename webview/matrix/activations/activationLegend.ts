import * as l10n from '@vscode/l10n';
import { comparedActivations } from '../../../src/core/activationComparison';
import type { ActivationName } from '../../../src/core/recurrence/activation';
import { sample } from '../../ui/chart/legend';
import { seriesRole } from '../../../src/present/plot/plot';
import { checkbox } from '../../ui/controls/checkbox';
import { fill, h } from '../../ui/dom';
import type { Theme } from '../../ui/theme';

/** The legend of the comparison, which also chooses what is shown. */
export class ActivationLegend {
  private readonly samples: readonly HTMLElement[];
  readonly element: HTMLElement;

  constructor(shown: readonly ActivationName[], onChange: (shown: readonly ActivationName[]) => void) {
    const chosen = new Set(shown);
    this.samples = comparedActivations.map(() => h('span', { class: 'sample' }));
    this.element = h(
      'ul',
      { class: 'legend choosable', 'aria-label': l10n.t('Activations shown') },
      ...comparedActivations.map((name, i) =>
        h(
          'li',
          {},
          this.samples[i],
          checkbox({
            label: name,
            checked: chosen.has(name),
            onChange: (checked) => {
              if (checked) chosen.add(name);
              else chosen.delete(name);
              onChange(comparedActivations.filter((other) => chosen.has(other)));
            },
          }),
        ),
      ),
    );
  }

  restyle(theme: Theme): void {
    for (const [i, place] of this.samples.entries())
      fill(place, sample({ role: seriesRole(i), shape: 'line' }, theme));
  }
}
