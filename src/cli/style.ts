import type { styleText } from 'node:util';
import type { Judgment } from '../core/verdict';

/** A color or weight of a terminal. */
export type Style = Parameters<typeof styleText>[0];

/** How each verdict is colored. */
export const colors: Readonly<Record<Judgment, Style>> = {
  exploding: ['red', 'bold'],
  growing: 'yellow',
  stable: 'green',
  fading: 'yellow',
  vanishing: ['magenta', 'bold'],
  undetermined: 'cyan',
};

/** Control and bidirectional characters in a name or a message could rewrite the terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}|\p{Bidi_Control}/gu, '?');
