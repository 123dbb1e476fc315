import * as l10n from '@vscode/l10n';
import type { CheckpointSummary } from '../../src/shared/checkpoint';
import { h, setText } from '../ui/dom';

const maxHorizon = 100_000;

/** The horizon T of every verdict in the file, and who set it. */
export class HorizonField {
  private readonly input = h('input', {
    type: 'number',
    id: 'horizon-steps',
    min: 1,
    max: maxHorizon,
    step: 1,
    'aria-describedby': 'horizon-origin',
  });
  private readonly origin = h('span', { id: 'horizon-origin', class: 'muted' });
  readonly element = h(
    'div',
    { class: 'horizon-field' },
    h('label', { for: 'horizon-steps' }, l10n.t('Horizon T')),
    this.input,
    this.origin,
  );

  /** @param onChange is told the steps, or `null` for an emptied field: the file's or the settings' own */
  constructor(onChange: (steps: number | null) => void) {
    this.input.addEventListener('change', () => {
      const steps = this.input.valueAsNumber;
      if (Number.isNaN(steps)) onChange(null);
      else onChange(Math.min(maxHorizon, Math.max(1, Math.round(steps))));
    });
  }

  render({ steps, stepsFrom }: CheckpointSummary): void {
    this.input.value = String(steps);
    setText(this.origin, originOf(stepsFrom));
  }
}

function originOf(stepsFrom: CheckpointSummary['stepsFrom']): string {
  switch (stepsFrom) {
    case 'choice':
      return l10n.t('steps, chosen here');
    case 'config':
      return l10n.t('steps, from config.json beside the file');
    case 'setting':
      return l10n.t('steps, from the settings');
  }
}
