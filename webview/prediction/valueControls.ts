import * as l10n from '@vscode/l10n';
import {
  maxBias,
  maxHidden,
  maxScale,
  maxSteps,
  type ValuesInForce,
  type WhatIf,
  type WhatIfField,
} from '../../src/core/config/whatIf';
import type { CellName, Clipping } from '../../src/core/config/recurrentConfig';
import {
  choosableInitializers,
  nameOfInitializer,
  scaleOf,
  withScale,
  type InitializerScale,
} from '../../src/core/initializers/scale';
import { parseInitializer, type Framework } from '../../src/core/initializers/names';
import { activationNames } from '../../src/core/recurrence/activation';
import { dropdown } from '../ui/controls/dropdown';
import { numberField } from '../ui/controls/numberField';
import { slider } from '../ui/controls/slider';
import { h, setText } from '../ui/dom';
import { formatNumber, formatSteps } from '../../src/present/format';
import { horizonStops } from '../ui/horizon';

/** The control of one value: its elements, and what sets them. */
export interface ValueControl {
  readonly elements: readonly HTMLElement[];
  set(values: ValuesInForce): void;
}

type Change = (part: WhatIf) => void;

/** The id of the word that labels a value's control. */
export const labelId = (field: WhatIfField): string => `what-if-${field}`;

/** The controls of all values; the names of initializers are the framework's. */
export function valueControls(framework: Framework, change: Change): Record<WhatIfField, ValueControl> {
  return {
    cell: cell(change),
    hiddenSize: hiddenSize(change),
    activation: activation(change),
    initializer: initializer(framework, change),
    sequenceLength: sequenceLength(change),
    forgetBias: forgetBias(change),
    clipping: clipping(change),
  };
}

function cell(change: Change): ValueControl {
  const names: readonly CellName[] = ['rnn', 'lstm', 'gru'];
  const field = dropdown({
    labelledBy: labelId('cell'),
    options: names,
    onChange: (value) => {
      change({ cell: value });
    },
  });
  return {
    elements: [field.element],
    set: (values) => {
      if (values.cell) field.set(values.cell);
    },
  };
}

function activation(change: Change): ValueControl {
  const field = dropdown({
    labelledBy: labelId('activation'),
    options: activationNames,
    onChange: (value) => {
      change({ activation: value });
    },
  });
  return {
    elements: [field.element],
    set: (values) => {
      if (values.activation) field.set(values.activation);
    },
  };
}

const hiddenStops = [2, 4, 8, 16, 32, 64, 100, 128, 200, 256, 400, 512, 768, 1024, 1536, 2048, 4096];

function hiddenSize(change: Change): ValueControl {
  const onInput = (value: number): void => {
    change({ hiddenSize: value });
  };
  return numbered(
    numberField({ label: l10n.t('Hidden size H'), min: 1, max: maxHidden, onInput }),
    slider({
      labelledBy: labelId('hiddenSize'),
      stops: hiddenStops,
      describe: (value) => `H = ${value}`,
      onInput,
    }),
    ({ hiddenSize: value }) => value,
  );
}

function sequenceLength(change: Change): ValueControl {
  const onInput = (value: number): void => {
    change({ sequenceLength: value });
  };
  return numbered(
    numberField({ label: l10n.t('Sequence length in steps'), min: 1, max: maxSteps, onInput }),
    slider({ labelledBy: labelId('sequenceLength'), stops: horizonStops, describe: formatSteps, onInput }),
    ({ sequenceLength: value }) => value,
  );
}

const biasStops = Array.from({ length: 41 }, (_, i) => -10 + i / 2);

function forgetBias(change: Change): ValueControl {
  const onInput = (value: number): void => {
    change({ forgetBias: value });
  };
  return numbered(
    numberField({ label: l10n.t('Forget bias'), min: -maxBias, max: maxBias, step: 0.5, onInput }),
    slider({
      labelledBy: labelId('forgetBias'),
      stops: biasStops,
      describe: (value) => formatNumber(value),
      onInput,
    }),
    ({ forgetBias: value }) => value,
  );
}

/** A slider for the round numbers and a field for all of them. */
function numbered(
  field: ReturnType<typeof numberField>,
  track: ReturnType<typeof slider>,
  of: (values: ValuesInForce) => number | null,
): ValueControl {
  return {
    elements: [track.element, field.element],
    set: (values) => {
      const value = of(values);
      if (value === null) return;
      track.set(value);
      field.set(value);
    },
  };
}

function initializer(framework: Framework, change: Change): ValueControl {
  let current: ValuesInForce['initializer'] = null;
  const names = choosableInitializers(framework);
  const kind = dropdown({
    labelledBy: labelId('initializer'),
    options: names,
    nameOf: (name) => (name === 'default' ? l10n.t('default') : name),
    onChange: (name) => {
      const chosen = parseInitializer(name, framework);
      if (chosen) change({ initializer: chosen });
    },
  });
  const scale = numberField({
    label: l10n.t('Scale of the initializer'),
    min: -maxScale,
    max: maxScale,
    step: 0.1,
    onInput: (value) => {
      if (current) change({ initializer: withScale(current, value) });
    },
  });
  const unit = h('span', { class: 'muted' });
  const place = h('span', { class: 'scale' }, unit, scale.element);
  return {
    elements: [kind.element, place],
    set: (values) => {
      current = values.initializer;
      if (!current) return;
      const name = nameOfInitializer(current, framework);
      if (name !== undefined) kind.set(name);
      const shown = scaleOf(current);
      place.hidden = shown === null;
      setText(unit, shown ? scaleWord(shown.label) : '');
      if (shown) scale.set(Number(shown.value.toPrecision(6)));
    },
  };
}

function scaleWord(label: InitializerScale['label']): string {
  switch (label) {
    case 'gain':
      return l10n.t('gain');
    case 'std':
      return l10n.t('std');
    case '± half-width':
      return l10n.t('± half-width');
    case 'value':
      return l10n.t('value');
  }
}

const clippingKinds = ['off', 'global-norm', 'norm', 'value'] as const;

function clippingWord(kind: (typeof clippingKinds)[number]): string {
  switch (kind) {
    case 'off':
      return l10n.t('off');
    case 'global-norm':
      return l10n.t('by norm');
    case 'norm':
      return l10n.t('by tensor norm');
    case 'value':
      return l10n.t('by value');
  }
}

const customary = 1;

function clipping(change: Change): ValueControl {
  let current: Clipping | null = null;
  const kind = dropdown({
    labelledBy: labelId('clipping'),
    options: clippingKinds,
    nameOf: clippingWord,
    onChange: (name) => {
      const threshold = current?.threshold ?? 0;
      change({
        clipping:
          name === 'off'
            ? { kind: current?.kind ?? 'global-norm', threshold: null, off: true }
            : {
                kind: name,
                threshold: threshold > 0 ? threshold : customary,
                off: false,
              },
      });
    },
  });
  const threshold = numberField({
    label: l10n.t('Clipping threshold'),
    min: 0.001,
    max: 1e6,
    step: 0.1,
    onInput: (value) => {
      change({ clipping: { kind: current?.kind ?? 'global-norm', threshold: value, off: false } });
    },
  });
  return {
    elements: [kind.element, threshold.element],
    set: (values) => {
      current = values.clipping;
      const off = !current || current.off;
      kind.set(off ? 'off' : current!.kind);
      threshold.element.hidden = off;
      if (current?.threshold !== null && current?.threshold !== undefined) threshold.set(current.threshold);
    },
  };
}
