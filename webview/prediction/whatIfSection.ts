import * as l10n from '@vscode/l10n';
import {
  valuesInForce,
  whatIfFields,
  type ValuesInForce,
  type WhatIf,
  type WhatIfField,
} from '../../src/core/config/whatIf';
import type { RecurrentConfig } from '../../src/core/config/recurrentConfig';
import type { PredictionPanelModel } from '../../src/shared/predictionPanel';
import { button } from '../ui/controls/button';
import { fill, h, setText } from '../ui/dom';
import { statedText } from './valueText';
import { valueControls, type ValueControl } from './valueControls';
import { WhatIfRow } from './whatIfRow';

const titles = (): Readonly<Record<WhatIfField, string>> => ({
  cell: l10n.t('Cell'),
  hiddenSize: l10n.t('Hidden size'),
  activation: l10n.t('Activation'),
  initializer: l10n.t('Initializer'),
  sequenceLength: l10n.t('Sequence length'),
  forgetBias: l10n.t('Forget bias'),
  clipping: l10n.t('Clipping'),
});

export interface WhatIfEvents {
  readonly onChange: (part: WhatIf) => void;
  readonly onReset: (field: WhatIfField | null) => void;
  readonly onApply: (field: WhatIfField) => void;
  readonly onReveal: (field: WhatIfField) => void;
}

interface Row {
  readonly row: WhatIfRow;
  readonly control: ValueControl;
}

/** A what-if for each value of a config. */
export class WhatIfSection {
  private readonly rows = new Map<WhatIfField, Row>();
  private framework: string | undefined;
  private readonly place = h('div', { class: 'what-if-rows' });
  private readonly status = h('span', { class: 'status' });
  private readonly resetAll: HTMLElement;
  readonly element: HTMLElement;

  constructor(private readonly events: WhatIfEvents) {
    this.resetAll = button({
      label: l10n.t('Reset all'),
      title: l10n.t('Reset all values to the file'),
      onClick: () => {
        events.onReset(null);
      },
    });
    this.element = h(
      'section',
      { class: 'what-if bar', 'aria-labelledby': 'what-if-heading' },
      h(
        'div',
        { class: 'what-if-head' },
        h('h2', { id: 'what-if-heading' }, l10n.t('What if')),
        this.status,
        this.resetAll,
      ),
      this.place,
    );
  }

  set busy(busy: boolean) {
    setText(this.status, busy ? l10n.t('Predicting…') : '');
  }

  render({ stated, supposed, whatIf, applicable }: PredictionPanelModel): void {
    this.build(stated.config.framework);
    const own = valuesInForce(stated.config, stated.prediction);
    const values = valuesInForce(supposed.config, supposed.prediction);
    for (const [field, { row, control }] of this.rows) {
      row.element.hidden = !concerns(field, values, stated.config.framework);
      control.set(values);
      row.render({
        stated: statedText(field, stated.config, own),
        placed: stated.config.fields[field] !== undefined,
        changed: whatIf[field] !== undefined,
        edit: applicable.find((candidate) => candidate.field === field)?.title ?? null,
      });
    }
    this.resetAll.hidden = Object.keys(whatIf).length === 0;
  }

  /** The names of initializers are a framework's own, and the file may change it. */
  private build(framework: 'pytorch' | 'keras'): void {
    if (this.framework === framework) return;
    this.framework = framework;
    this.rows.clear();
    const controls = valueControls(framework, (part) => {
      this.events.onChange(part);
    });
    for (const field of whatIfFields) {
      const control = controls[field];
      const row = new WhatIfRow(field, titles()[field], control, {
        onReset: () => {
          this.events.onReset(field);
        },
        onApply: () => {
          this.events.onApply(field);
        },
        onReveal: () => {
          this.events.onReveal(field);
        },
      });
      this.rows.set(field, { row, control });
    }
    fill(this.place, ...[...this.rows.values()].map(({ row }) => row.element));
  }
}

/**
 * Clipping alone for a config without a cell, a forget bias for the cell that forgets by one, and no activation where
 * PyTorch's gated cells know but tanh.
 */
function concerns(
  field: WhatIfField,
  { cell }: ValuesInForce,
  framework: RecurrentConfig['framework'],
): boolean {
  if (field === 'clipping') return true;
  if (field === 'forgetBias') return cell === 'lstm';
  if (field === 'activation') return cell === 'rnn' || (cell !== null && framework === 'keras');
  return cell !== null;
}
