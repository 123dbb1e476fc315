import type { styleText } from 'node:util';
import type { VerdictName } from '../core/verdict';

/** A color or weight of a terminal. */
export type Style = Parameters<typeof styleText>[0];

/** How each verdict is colored. */
export const colors: Readonly<Record<VerdictName, Style>> = {
  exploding: ['red', 'bold'],
  growing: 'yellow',
  stable: 'green',
  fading: 'yellow',
  vanishing: ['magenta', 'bold'],
};

/** Control and bidirectional characters in a name or a message could rewrite the terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}|\p{Bidi_Control}/gu, '?');
