import { cellTitles, describeInitializer } from '../../src/core/config/predictionText';
import type { Clipping, RecurrentConfig } from '../../src/core/config/recurrentConfig';
import type { ValuesInForce, WhatIfField } from '../../src/core/config/whatIf';
import { formatNumber } from '../format';

const frameworks = { pytorch: 'PyTorch', keras: 'Keras' } as const;

/** What the file says of a value: `in the file: 128`, or where it comes from when the file is silent. */
export function statedText(field: WhatIfField, config: RecurrentConfig, values: ValuesInForce): string {
  const { fields, framework } = config;
  if (field === 'forgetBias' && !fields.forgetBias) {
    if (fields.chrono) return `in the file: chrono, T_max = ${fields.chrono.value}`;
    if (fields.unitForgetBias) return `in the file: unit_forget_bias ${String(fields.unitForgetBias.value)}`;
  }
  const text = valueText(field, values);
  if (fields[field]) return `in the file: ${text}`;
  if (values[field] === null) return 'not in the file';
  const source = field === 'sequenceLength' ? 'the setting' : `${frameworks[framework]}’s default`;
  return `not in the file; ${source}: ${text}`;
}

/** A value in a few words. */
export function valueText(field: WhatIfField, values: ValuesInForce): string {
  const { cell, initializer, clipping } = values;
  switch (field) {
    case 'cell':
      return cell === null ? 'none' : cellTitles[cell];
    case 'initializer':
      return initializer === null ? 'none' : describeInitializer(initializer);
    case 'clipping':
      return clipping === null ? 'unknown' : clippingText(clipping);
    case 'activation':
      return values.activation ?? 'none';
    default: {
      const value = values[field];
      return value === null ? 'unknown' : formatWhole(value);
    }
  }
}

function formatWhole(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en-US') : formatNumber(value);
}

const clippingKinds = { 'global-norm': 'norm', norm: 'each tensor’s norm', value: 'value' } as const;

function clippingText({ kind, threshold, off }: Clipping): string {
  return off || threshold === null ? 'off' : `${clippingKinds[kind]} ${formatNumber(threshold)}`;
}
