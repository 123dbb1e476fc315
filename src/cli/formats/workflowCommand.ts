import { printable } from '../style';

/** Text of a workflow command, which cannot begin another. */
export const commandText = (text: string): string =>
  printable(text.replace(/\s*[\r\n]+\s*/g, ' ')).replace(/%/g, '%25');

/** The same as a property. */
export const commandProperty = (value: string | number): string =>
  commandText(String(value)).replace(/:/g, '%3A').replace(/,/g, '%2C');
