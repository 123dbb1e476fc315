import * as l10n from '@vscode/l10n';
import { initializerNames } from '../../../src/core/initializers/sample';
import { activationNames } from '../../../src/core/recurrence/activation';
import {
  clippings,
  parseWidths,
  trainingBounds,
  type ClippingKind,
  type TrainingSettings,
} from '../../../src/shared/training';
import { dropdown } from '../../ui/controls/dropdown';
import { labeled } from '../../ui/controls/labeled';
import { numberField } from '../../ui/controls/numberField';
import { textField } from '../../ui/controls/textField';
import { h } from '../../ui/dom';

function clippingName(clipping: ClippingKind): string {
  switch (clipping) {
    case 'none':
      return l10n.t('none');
    case 'norm':
      return l10n.t('by norm');
    case 'value':
      return l10n.t('by value');
  }
}

/** The network of the current run and how it is trained. */
export class TrainingForm {
  private readonly fields;
  private readonly threshold: HTMLElement;
  readonly element: HTMLElement;

  constructor(onChange: (part: Partial<TrainingSettings>) => void) {
    const { scale, learningRate, threshold, seed } = trainingBounds;
    const number = (
      key: 'scale' | 'learningRate' | 'threshold' | 'seed',
      label: string,
      [min, max]: readonly [number, number],
      step = 1,
    ) => numberField({ label, min, max, step, onInput: (value) => { onChange({ [key]: value }); } }); // prettier-ignore
    this.fields = {
      widths: textField({
        label: l10n.t('Layer sizes'),
        format: (widths: readonly number[]) => widths.join('-'),
        parse: parseWidths,
        onInput: (widths) => {
          onChange({ widths });
        },
      }),
      activation: dropdown({
        labelledBy: 'training-activation',
        options: activationNames,
        onChange: (activation) => {
          onChange({ activation });
        },
      }),
      initializer: dropdown({
        labelledBy: 'training-initializer',
        options: initializerNames,
        onChange: (initializer) => {
          onChange({ initializer });
        },
      }),
      scale: number('scale', l10n.t('Scale of weights'), scale, 0.1),
      learningRate: number('learningRate', l10n.t('Learning rate'), learningRate, 0.01),
      clipping: dropdown({
        labelledBy: 'training-clipping',
        options: clippings,
        nameOf: clippingName,
        onChange: (clipping) => {
          onChange({ clipping });
        },
      }),
      threshold: number('threshold', l10n.t('Threshold θ'), threshold, 0.1),
      seed: number('seed', l10n.t('Seed'), seed),
    };
    const { fields } = this;
    this.threshold = labeled(l10n.t('Threshold θ'), fields.threshold.element);
    const sizes = labeled(l10n.t('Layer sizes'), fields.widths.element);
    sizes.classList.add('sizes');
    this.element = h(
      'section',
      { class: 'tab-choices', 'aria-label': l10n.t('Network and training') },
      sizes,
      labeled(l10n.t('Activation of the network'), fields.activation.element, 'training-activation'),
      labeled(l10n.t('Initializer'), fields.initializer.element, 'training-initializer'),
      labeled(l10n.t('Scale of weights'), fields.scale.element),
      labeled(l10n.t('Learning rate'), fields.learningRate.element),
      labeled(l10n.t('Clipping'), fields.clipping.element, 'training-clipping'),
      this.threshold,
      labeled(l10n.t('Seed'), fields.seed.element),
    );
  }

  set(settings: TrainingSettings): void {
    const { fields } = this;
    fields.widths.set(settings.widths);
    fields.activation.set(settings.activation);
    fields.initializer.set(settings.initializer);
    fields.scale.set(settings.scale);
    fields.learningRate.set(settings.learningRate);
    fields.clipping.set(settings.clipping);
    fields.threshold.set(settings.threshold);
    fields.seed.set(settings.seed);
    this.threshold.hidden = settings.clipping === 'none';
  }
}
