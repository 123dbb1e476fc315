import * as l10n from '@vscode/l10n';
import type { Thresholds } from '../../../src/core/analysis';
import { verdictSymbols } from '../../../src/present/symbols';
import { layerVerdicts, type LayerVerdict } from '../../../src/core/training/layerVerdicts';
import { parameterNames } from '../../../src/core/training/network';
import { verdictWord } from '../../../src/present/verdictWord';
import type { TrainingEpoch, TrainingSettings } from '../../../src/shared/training';
import type { TrainingRun } from './trainingChart';
import { fill, h, setText } from '../../ui/dom';
import { formatNumber } from '../../../src/present/format';

/** The verdict on each layer of a run at its last epoch: what it gets of the last layer's gradient. */
export class LayerTable {
  private readonly heading = h('h2', { id: 'layers-heading' }, l10n.t('Verdict by layer'));
  private readonly table = h('table', { class: 'layers-table' });
  readonly element = h(
    'section',
    { id: 'layers', 'aria-labelledby': 'layers-heading' },
    this.heading,
    h(
      'p',
      { class: 'muted' },
      l10n.t(
        'The norm of a weight’s gradient relative to the last layer’s, judged like a gain. Figures are before clipping.',
      ),
    ),
    h(
      'div',
      { class: 'table-scroll whole', role: 'region', tabindex: 0, 'aria-label': l10n.t('Verdict by layer') },
      this.table,
    ),
  );

  render({ settings, epochs }: TrainingRun, thresholds: Thresholds): void {
    const epoch = epochs.at(-1);
    this.element.hidden = epoch === undefined;
    if (!epoch) return;
    setText(this.heading, l10n.t('Verdict by layer at epoch {0}', epoch.epoch));
    const norms = normsOf(settings, epoch);
    const verdicts = layerVerdicts(norms, thresholds);
    const atStart = layerVerdicts(normsOf(settings, epochs[0]!), thresholds);
    fill(
      this.table,
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...[
            l10n.t('layer'),
            '‖∂L/∂W‖',
            '‖∂L/∂b‖',
            l10n.t('of the last, epoch {0}', 1),
            l10n.t('of the last, epoch {0}', epoch.epoch),
          ].map((label) => h('th', { scope: 'col' }, label)),
        ),
      ),
      h(
        'tbody',
        {},
        ...verdicts.map(({ layer }, l) =>
          h(
            'tr',
            { 'data-layer': layer },
            h('th', { scope: 'row' }, layer),
            h('td', { 'data-figure': 'weight' }, formatNorm(norms[`${layer}.weight`]!)),
            h('td', {}, formatNorm(norms[`${layer}.bias`]!)),
            h('td', { 'data-figure': 'start' }, outcome(atStart[l]!)),
            h('td', { 'data-figure': 'now' }, outcome(verdicts[l]!)),
          ),
        ),
      ),
    );
  }
}

function normsOf({ widths }: TrainingSettings, { gradNorms }: TrainingEpoch): Record<string, number> {
  const names = parameterNames(widths.length - 1);
  return Object.fromEntries(names.map((name, i) => [name, gradNorms[i] ?? NaN]));
}

/** The ratio with its verdict in a word. */
function outcome({ ratio, verdict }: LayerVerdict): string {
  if (!verdict) return l10n.t('undecided');
  return `${formatNumber(ratio)} ${verdictSymbols[verdict]} ${verdictWord(verdict)}`;
}

function formatNorm(norm: number): string {
  return Number.isNaN(norm) ? l10n.t('not finite') : formatNumber(norm, 4);
}
