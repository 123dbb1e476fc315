import { everyEntry } from '../../core/linalg/matrix';
import type { Block } from '../nested';
import { integerRange, otherTypes } from './calls';
import type { Value } from './value';

/** What is wrong with numbers that are written out. A name, an empty list, a mask or a table of words is no mistake. */
export function isMistake({ flaw, values }: Block): boolean {
  switch (flaw?.kind) {
    case 'ragged':
      return flaw.lengths?.[0] !== 0 && values.length > 0;
    case 'elided':
      return values.length > 0;
    case 'non-finite':
    case 'syntax':
      return true;
    default:
      return false;
  }
}

/** The value as an array of a type holds it: null where that rounds, overflows, or holds no numbers. */
export function ofType(value: Value, type: string): Value {
  if (value?.kind !== 'list' && value?.kind !== 'matrix') return value;
  if (otherTypes.test(type)) return null;
  const range = integerRange(type);
  if (!range) return value;
  const isHeld = (x: number): boolean => Number.isInteger(x) && x >= range.min && x <= range.max;
  const held = value.kind === 'list' ? value.block.values.every(isHeld) : everyEntry(value.matrix, isHeld);
  return held ? value : null;
}
