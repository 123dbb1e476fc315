import type { TrainingRecord } from '../present/training/record';
import { placeOf } from './place';
import { printable, type Style } from './style';

/** The lines for people about the training of a recurrent model that nothing clips. */
export function trainingLines(
  { name, framework, location, explanation, evidence, remedy }: TrainingRecord,
  style: (format: Style, text: string) => string,
): string[] {
  return [
    style('yellow', `  ${placeOf(location)}  ${printable(name)} (${framework} training)`),
    `      ${explanation}`,
    ...evidence.map(({ text }) => `      ${printable(text)}`),
    ...(remedy === null ? [] : [`      ${style('dim', printable(`Remedy: ${remedy}`))}`]),
  ];
}
