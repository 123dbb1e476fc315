import type { CheckpointKind } from '../../../core/kind';
import { cell } from './cell';
import { feedforward } from './feedforward';
import type { ItemKind } from './kind';
import { linearRecurrence } from './linearRecurrence';
import { matrix } from './matrix';

/** How each kind is listed and analyzed. */
export const itemKinds: { readonly [K in CheckpointKind]: ItemKind<K> } = {
  cell,
  'linear-recurrence': linearRecurrence,
  feedforward,
  matrix,
};
