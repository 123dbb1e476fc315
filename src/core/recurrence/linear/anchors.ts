import type { TensorInfo } from '../../tensor';
import type { Unrecognized } from '../layout/layout';
import { moduleName } from '../layout/moduleName';
import type { TensorIndex } from '../layout/tensorIndex';
import type { Expectation } from './expectation';
import type { FamilyFound, FamilyName, LinearRecurrence } from './family';

/** A tensor whose name ends as a family's telling parameter does. */
export interface Anchor {
  readonly tensor: TensorInfo;
  /** The name up to that ending, with its separator. */
  readonly prefix: string;
  /** The tensor with this name after the prefix; `.` stands for whichever separator the file uses. */
  readonly sibling: (...names: readonly string[]) => TensorInfo | undefined;
}

/** Why the anchor is not what its name says; `undefined` in place of it: another family's. */
export function refuse({ name, shape }: TensorInfo, expectation: Expectation): Unrecognized {
  return { tensor: name, reason: { kind: 'family', tensor: { name, shape }, expectation } };
}

/** Calls `read` on each tensor whose name is, or ends after a separator with, `ending`. */
export function findAnchors(
  tensors: TensorIndex,
  ending: string,
  read: (anchor: Anchor) => LinearRecurrence | readonly LinearRecurrence[] | Unrecognized | undefined,
): FamilyFound {
  const layers: LinearRecurrence[] = [];
  const unrecognized: Unrecognized[] = [];
  const last = ending.slice(ending.lastIndexOf('.') + 1);
  for (const tensor of tensors.all()) {
    // Most of a file's many names end otherwise.
    if (!tensor.name.endsWith(last)) continue;
    const dotted = tensor.name.replaceAll('/', '.');
    if (dotted !== ending && !dotted.endsWith(`.${ending}`)) continue;
    const prefix = tensor.name.slice(0, tensor.name.length - ending.length);
    const result = read({
      tensor,
      prefix,
      sibling: (...names) =>
        tensors.first(...names.flatMap((name) => [prefix + name, prefix + name.replaceAll('.', '/')])),
    });
    if (!result) continue;
    if ('reason' in result) unrecognized.push(result);
    else if (Array.isArray(result)) layers.push(...(result as readonly LinearRecurrence[]));
    else layers.push(result as LinearRecurrence);
  }
  return { layers, unrecognized };
}

/** The findings of several anchors together. */
export function together(...found: readonly FamilyFound[]): FamilyFound {
  return {
    layers: found.flatMap(({ layers }) => layers),
    unrecognized: found.flatMap(({ unrecognized }) => unrecognized),
  };
}

/** A layer of a family, from its tensors by role. */
export function layerOf(
  family: FamilyName,
  prefix: string,
  parts: Readonly<Record<string, TensorInfo | undefined>>,
  options: {
    readonly dataDependent: boolean;
    readonly settings?: Readonly<Record<string, number>>;
    /** The telling tensor, where it is none of the parts. */
    readonly anchor?: TensorInfo;
  },
): LinearRecurrence {
  const named = Object.entries(parts).flatMap(([role, tensor]) =>
    tensor ? [[role, tensor.name] as const] : [],
  );
  return {
    family,
    name: moduleName(prefix),
    prefix,
    layer: layerNumber(prefix),
    parts: Object.fromEntries(named),
    tensors: named.map(([, name]) => name),
    anchor: options.anchor?.name ?? named[0]?.[1] ?? null,
    dataDependent: options.dataDependent,
    settings: options.settings ?? {},
  };
}

/** `backbone.layers.3.mixer.` → 3; Flax's `layers_3`; the first number where no word tells. */
function layerNumber(path: string): number | null {
  const match = /(?:layers?|blocks?|h)[._/](\d+)/.exec(path) ?? /(?:^|[._/])(\d+)(?=[._/]|$)/.exec(path);
  return match ? Number(match[1]) : null;
}
