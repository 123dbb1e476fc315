import * as l10n from '@vscode/l10n';
import { h } from '../../ui/dom';
import { formulaElement } from '../../ui/math/element';
import type { Band } from './step';

/** The verdicts by gain, with the row of the person's own. */
export function bandTable(bands: readonly Band[]): HTMLElement {
  return h(
    'table',
    { class: 'bands' },
    h('caption', {}, l10n.t('The gain and the verdict')),
    h(
      'tbody',
      {},
      ...bands.map(({ range, name, own }) =>
        h(
          'tr',
          { class: own ? 'own-band' : undefined },
          h('td', {}, formulaElement(range)),
          h('th', { scope: 'row' }, own ? l10n.t('{0}: your gain', name) : name),
        ),
      ),
    ),
  );
}
