import { initializerNames } from '../../src/core/initializers/sample';
import { activationNames } from '../../src/core/recurrence/activation';
import {
  clippings,
  parseWidths,
  trainingBounds,
  type ClippingKind,
  type TrainingSettings,
} from '../../src/shared/training';
import { dropdown } from '../controls/dropdown';
import { labelled } from '../controls/labelled';
import { numberField } from '../controls/numberField';
import { textField } from '../controls/textField';
import { h } from '../dom';

const clippingNames: Readonly<Record<ClippingKind, string>> = {
  none: 'none',
  norm: 'by norm',
  value: 'by value',
};

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
        label: 'Layer sizes',
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
      scale: number('scale', 'Scale of weights', scale, 0.1),
      learningRate: number('learningRate', 'Learning rate', learningRate, 0.01),
      clipping: dropdown({
        labelledBy: 'training-clipping',
        options: clippings.map((name) => clippingNames[name]),
        onChange: (chosen) => {
          onChange({ clipping: clippings.find((name) => clippingNames[name] === chosen)! });
        },
      }),
      threshold: number('threshold', 'Threshold θ', threshold, 0.1),
      seed: number('seed', 'Seed', seed),
    };
    const { fields } = this;
    this.threshold = labelled('Threshold θ', fields.threshold.element);
    const sizes = labelled('Layer sizes', fields.widths.element);
    sizes.classList.add('sizes');
    this.element = h(
      'section',
      { class: 'tab-choices', 'aria-label': 'Network and training' },
      sizes,
      labelled('Activation of the network', fields.activation.element, 'training-activation'),
      labelled('Initialiser', fields.initializer.element, 'training-initializer'),
      labelled('Scale of weights', fields.scale.element),
      labelled('Learning rate', fields.learningRate.element),
      labelled('Clipping', fields.clipping.element, 'training-clipping'),
      this.threshold,
      labelled('Seed', fields.seed.element),
    );
  }

  set(settings: TrainingSettings): void {
    const { fields } = this;
    fields.widths.set(settings.widths);
    fields.activation.set(settings.activation);
    fields.initializer.set(settings.initializer);
    fields.scale.set(settings.scale);
    fields.learningRate.set(settings.learningRate);
    fields.clipping.set(clippingNames[settings.clipping]);
    fields.threshold.set(settings.threshold);
    fields.seed.set(settings.seed);
    this.threshold.hidden = settings.clipping === 'none';
  }
}
