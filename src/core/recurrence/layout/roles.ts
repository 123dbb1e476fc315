import type { Architecture } from '../../role/checkpoint/architecture';
import { plainPath } from '../../role/checkpoint/path';
import { tensorRole } from '../../role/checkpoint/tensorRole';
import type { Evidence } from '../../role/evidence';
import { namesGate, readName } from '../../role/names';
import type { Role } from '../../role/role';
import type { TensorInfo } from '../../tensor';
import type { RecurrentCell } from './cell';
import { cellTensors } from './cellTensors';
import type { LoneMatrix } from './layout';
import { tensorsIn } from './parts';

/** The role of each tensor by its name alone, in a file of this architecture. */
export function rolesByName(
  tensors: readonly TensorInfo[],
  architecture: Architecture | null,
): Map<string, Role> {
  const inBlocks = architecture?.residual ?? false;
  // Layers differ in their numbers alone.
  const known = new Map<string, Role>();
  return new Map(
    tensors.map((tensor) => {
      const { name, dtype, shape } = tensor;
      const key = `${name.replace(/(^|[./_])\d+(?=[./_]|$)/g, '$1#')} ${dtype} ${shape.length}`;
      const role = known.get(key) ?? tensorRole(tensor, inBlocks);
      known.set(key, role);
      return [name, role];
    }),
  );
}

/** The roles within a cell: its input weights, and what carries its state. */
export function rolesInCell(cell: RecurrentCell): [string, Role][] {
  const input = new Set(tensorsIn(cell.input));
  return cellTensors(cell).map((name) => [name, input.has(name) ? 'input' : 'recurrent']);
}

/** Tensors beside a matrix that an item of evidence names. */
const maxNamed = 3;

/**
 * The square matrices that are recurrent without being a cell's: those under a name that means nothing else (`weight_hh`,
 * `W_rec`, `h2h`), and those under a customary one (`W`, `U`) that stand beside input weights or are all that a file holds.
 */
export function loneMatrices(tensors: readonly TensorInfo[], roles: ReadonlyMap<string, Role>): LoneMatrix[] {
  const inputs = new Map<string, TensorInfo[]>();
  for (const tensor of tensors) {
    if (tensor.shape.length !== 2 || !isInput(tensor.name)) continue;
    const module = moduleOf(tensor.name);
    inputs.set(module, [...(inputs.get(module) ?? []), tensor]);
  }
  return tensors.flatMap((tensor) => {
    if (!isSquare(tensor) || roles.get(tensor.name) !== 'recurrent') return [];
    const size = tensor.shape[0]!;
    const beside = (inputs.get(moduleOf(tensor.name)) ?? []).filter(
      ({ name, shape }) => name !== tensor.name && shape.includes(size),
    );
    const evidence = evidenceOf(tensor.name, beside, tensors.length === 1);
    return evidence.length === 0 ? [] : [{ ...tensor, role: 'recurrent' as const, evidence }];
  });
}

function evidenceOf(name: string, beside: readonly TensorInfo[], alone: boolean): Evidence[] {
  const reading = readName(name);
  if (namesGate(name) || reading?.role !== 'recurrent') return [];
  const { strength } = reading;
  if (strength === 'customary' && beside.length === 0 && !alone) return [];
  const names = beside.slice(0, maxNamed).map((other) => other.name);
  return [
    { kind: 'name', name, strength },
    ...(names.length > 0 ? [{ kind: 'siblings', names } as const] : []),
  ];
}

/** What stands under `i2h.weight` and `h2h.weight` alike. */
const moduleOf = (name: string): string => plainPath(name).replace(/[^.]*$/, '');

const isInput = (name: string): boolean => readName(name)?.role === 'input';

function isSquare({ shape: [rows, columns], shape }: TensorInfo): boolean {
  return shape.length === 2 && rows === columns && rows !== undefined && rows > 1;
}
