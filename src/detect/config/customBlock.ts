import type {
  CellName,
  ConfigFamily,
  ConfigFields,
  Placed,
  RecurrentConfig,
} from '../../core/config/recurrentConfig';
import { libraries, type LibraryName } from '../../core/config/libraries';
import type { Scope } from './scope';
import { pathOf, type ConfigNode } from './tree/node';

/** A cell that a family's own keys describe, without a word for it. */
export interface CustomBlock {
  readonly cell: CellName;
  readonly library: LibraryName;
  /** What says that there is a cell. */
  readonly named: Pick<Placed<unknown>, 'range' | 'keyRange' | 'path'>;
  readonly fields: { readonly [K in keyof ConfigFields]?: Placed<ConfigFields[K]> | undefined };
}

/** The config of a cell that a map describes by keys of its own. */
export function customBlock(
  scope: Scope,
  map: ConfigNode,
  { cell, library, named, fields }: CustomBlock,
  family: ConfigFamily = 'plain',
): RecurrentConfig {
  const stated = Object.fromEntries(Object.entries(fields).filter(([, placed]) => placed !== undefined));
  // The key says it: there is no word to change.
  const range = named.keyRange ?? named.range;
  const anchor = map === scope.root ? range : (map.keyRange ?? range);
  return {
    family,
    library,
    framework: libraries[library].framework,
    name: pathOf(map),
    range: map.range,
    anchor,
    fields: { ...stated, cell: { value: cell, range, keyRange: range, path: named.path } },
    clippingSlot: null,
  };
}
