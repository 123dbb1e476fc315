import { formatNumber, formatPowerOfTen } from '../present/format';
import { verdictSymbols } from '../present/symbols';
import type { Judgment } from '../core/verdict';
import type { CodeRecord, ConfigRecord } from '../present/config/configRecord';
import { rangeText } from '../present/config/prediction';
import { placeOf } from './place';
import { colors, printable, type Style } from './style';

/** The lines for people about one config, or one model in source code. */
export function configLines(
  record: ConfigRecord | CodeRecord,
  style: (format: Style, text: string) => string,
): string[] {
  const { cell, predicted, clipping, notices } = record;
  const verdict = record.verdict as Judgment | null;
  const origin = record.kind === 'code' ? record.framework : record.family;
  const place = `  ${placeOf(record.location)}  ${printable(record.name)} (${origin})`;
  const facts = [
    record.kind === 'code'
      ? [record.model, ...(record.activation === null ? [] : [record.activation])].join('  ')
      : cell && `${cell} ${record.hiddenSize ?? '?'}×${record.layers ?? 1} ${record.activation ?? ''}`,
    record.initializer,
    verdict && `${verdictSymbols[verdict]} ${verdict}`,
    verdict && `gain ${gainOf(record)} in ${record.steps ?? 0}`,
    predicted?.spectralRadius != null && `ρ ${formatNumber(predicted.spectralRadius)}`,
    predicted?.sigmaMax != null && `σ_max ${formatNumber(predicted.sigmaMax)}`,
  ].filter((fact) => typeof fact === 'string');
  const head = [place, ...facts].join('  ');
  return [
    verdict ? style(colors[verdict], head) : head,
    `      ${record.explanation}`,
    ...(clipping && cell ? [`      ${style('dim', clipping.meaning)}`] : []),
    ...notices.map(
      ({ location, message }) =>
        `      ${style('yellow', `${placeOf(location)}, column ${location.column}: ${message}`)}`,
    ),
  ];
}

/** The range where the gain depends on the inputs, else the gain. */
function gainOf({ range, predicted, scales }: ConfigRecord | CodeRecord): string {
  if (range && scales && scales.length > 0) {
    return rangeText({ range });
  }
  return formatPowerOfTen(predicted?.log10Gain ?? null);
}
