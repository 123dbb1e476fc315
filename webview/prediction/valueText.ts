import * as l10n from '@vscode/l10n';
import { cellTitles } from '../../src/present/config/cellTitles';
import { describeInitializer } from '../../src/present/config/initializer';
import type { Clipping, RecurrentConfig } from '../../src/core/config/recurrentConfig';
import type { ValuesInForce, WhatIfField } from '../../src/core/config/whatIf';
import { libraries } from '../../src/core/config/libraries';
import { formatNumber } from '../../src/present/format';

/** What the file says of a value: `in the file: 128`, or where it comes from when the file is silent. */
export function statedText(field: WhatIfField, config: RecurrentConfig, values: ValuesInForce): string {
  const { fields, framework, code } = config;
  if (field === 'forgetBias' && !fields.forgetBias) {
    if (fields.chrono) return l10n.t('in the file: chrono, T_max = {0}', fields.chrono.value);
    if (fields.unitForgetBias)
      return l10n.t('in the file: unit_forget_bias {0}', String(fields.unitForgetBias.value));
  }
  const text = valueText(field, values);
  if (fields[field]) return l10n.t('in the file: {0}', text);
  if (values[field] === null) return l10n.t('not in the file');
  return field === 'sequenceLength'
    ? l10n.t('not in the file; the setting: {0}', text)
    : l10n.t('not in the file; {0}’s default: {1}', libraries[code?.library ?? framework].title, text);
}

/** A value in a few words. */
export function valueText(field: WhatIfField, values: ValuesInForce): string {
  const { cell, initializer, clipping } = values;
  switch (field) {
    case 'cell':
      return cell === null ? l10n.t('none') : cellTitles[cell];
    case 'initializer':
      return initializer === null ? l10n.t('none') : describeInitializer(initializer);
    case 'clipping':
      return clipping === null ? l10n.t('unknown') : clippingText(clipping);
    case 'activation':
      return values.activation ?? l10n.t('none');
    default: {
      const value = values[field];
      return value === null ? l10n.t('unknown') : formatWhole(value);
    }
  }
}

function formatWhole(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en-US') : formatNumber(value);
}

function clippingText({ kind, threshold, off }: Clipping): string {
  if (off || threshold === null) return l10n.t('off');
  switch (kind) {
    case 'global-norm':
      return l10n.t('norm {0}', formatNumber(threshold));
    case 'norm':
      return l10n.t('each tensor’s norm {0}', formatNumber(threshold));
    case 'value':
      return l10n.t('value {0}', formatNumber(threshold));
  }
}
