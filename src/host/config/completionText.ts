import type { RecurrentConfig } from '../../core/config/recurrentConfig';
import { gatesOf } from '../../core/config/recurrentConfig';
import { formatNumber } from '../../present/format';
import { asymptotics } from '../../core/initializers/asymptotics';
import { initializerNames, parseInitializer, type Framework } from '../../core/initializers/names';

/** An initializer's name to insert, with its effect. */
export interface InitializerCompletion {
  readonly name: string;
  readonly detail: string;
}

const key = String.raw`(recurrent_initializer|recurrent_init|rnn_init|weight_init|initializer|init)`;
const plain = new RegExp(String.raw`(?:^|[\s{,"'.])${key}["']?\s*[:=]\s*(["']?)([\w.]*)$`);
const className = /recurrent_initializer["']?\s*[:=]\s*\{[^{}]{0,200}class_name["']?\s*[:=]\s*(["']?)(\w*)$/;

/** Where a value of an initializer is being typed: what is there already, and whether a quote stands before it. */
export function initializerContext(
  before: string,
): { readonly typed: string; readonly quoted: boolean; readonly camel: boolean } | null {
  const nested = className.exec(before);
  if (nested) return { typed: nested[2] ?? '', quoted: nested[1] !== '', camel: true };
  const match = plain.exec(before);
  return match && { typed: match[3] ?? '', quoted: match[2] !== '', camel: false };
}

/** The framework's initializers with ρ and σ_max for the config's cell and size; `camel` for Keras class names. */
export function initializerCompletions(
  framework: Framework,
  config: RecurrentConfig | undefined,
  camel: boolean,
): InitializerCompletion[] {
  const shape = {
    hidden: config?.fields.hiddenSize?.value ?? 128,
    gates: gatesOf[config?.fields.cell?.value ?? 'rnn'],
  };
  return initializerNames[framework].map((name) => {
    const { spectralRadius, sigmaMax } = asymptotics(parseInitializer(name, framework)!, shape);
    return {
      name: camel ? name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase()) : name,
      detail: `ρ ${formatNumber(spectralRadius)} · σ_max ${formatNumber(sigmaMax)}`,
    };
  });
}
