import * as l10n from '@vscode/l10n';
import { activationNames, type ActivationName } from '../../src/core/recurrence/activation';
import type { PanelChoice } from '../../src/shared/panel';
import { button } from '../ui/controls/button';
import { dropdown } from '../ui/controls/dropdown';
import { numberField } from '../ui/controls/numberField';
import { slider } from '../ui/controls/slider';
import { h, setText } from '../ui/dom';
import { formatSteps } from '../../src/present/format';
import { horizonStops, maxHorizon } from '../ui/horizon';

export interface ChoiceEvents {
  readonly onChoice: (choice: PanelChoice) => void;
  /** Back to what the settings and the file say. */
  readonly onReset: () => void;
}

/** Horizon and activation, and whether the figures still follow them. */
export class ChoiceBar {
  private choice: PanelChoice = { steps: 1, activation: 'identity' };
  private readonly slider;
  private readonly field;
  private readonly activation;
  private readonly reset: HTMLElement;
  private readonly status = h('span', { class: 'status' });
  private readonly horizon: HTMLElement;
  readonly element: HTMLElement;

  constructor({ onChoice, onReset }: ChoiceEvents) {
    const change = (part: Partial<PanelChoice>): void => {
      this.set({ ...this.choice, ...part });
      onChoice(this.choice);
    };
    const onSteps = (steps: number): void => {
      change({ steps });
    };
    this.slider = slider({
      labelledBy: 'horizon-label',
      stops: horizonStops,
      describe: formatSteps,
      onInput: onSteps,
    });
    this.field = numberField({
      label: l10n.t('Horizon in steps'),
      min: 1,
      max: maxHorizon,
      onInput: onSteps,
    });
    this.activation = dropdown({
      labelledBy: 'activation-label',
      options: activationNames,
      onChange: (activation: ActivationName) => {
        change({ activation });
      },
    });
    this.reset = button({
      label: l10n.t('Reset'),
      title: l10n.t('Reset to the horizon and activation of the settings'),
      onClick: onReset,
    });
    this.horizon = h(
      'div',
      { class: 'choice horizon' },
      h('span', { id: 'horizon-label' }, l10n.t('Horizon T')),
      this.slider.element,
      this.field.element,
    );
    this.element = h(
      'section',
      { class: 'choices', 'aria-label': l10n.t('Horizon and activation') },
      this.horizon,
      h(
        'div',
        { class: 'choice' },
        h('span', { id: 'activation-label' }, l10n.t('Activation φ')),
        this.activation.element,
      ),
      this.reset,
      this.status,
    );
  }

  /** `chosen` is whether the person chose, or the settings did. */
  render(choice: PanelChoice, chosen: boolean, square: boolean): void {
    this.set(choice);
    this.reset.hidden = !chosen;
    this.horizon.hidden = !square;
  }

  set busy(busy: boolean) {
    setText(this.status, busy ? l10n.t('Updating…') : '');
  }

  private set(choice: PanelChoice): void {
    this.choice = choice;
    this.slider.set(choice.steps);
    this.field.set(choice.steps);
    this.activation.set(choice.activation);
  }
}
