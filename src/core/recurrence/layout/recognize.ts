import { architectureOf } from '../../role/checkpoint/architecture';
import { isBookkeeping } from '../../role/bookkeeping';
import type { Role } from '../../role/role';
import type { TensorInfo } from '../../tensor';
import { claimed, findLinear } from '../linear/find';
import type { RecurrentCell } from './cell';
import { cellTensors } from './cellTensors';
import { misfit } from './checkParts';
import { feedforwardStacks } from './feedforward';
import { frameworks } from './frameworks';
import type { Hints, Layout, Unrecognized } from './layout';
import { loneMatrices, rolesByName, rolesInCell } from './roles';
import { TensorIndex } from './tensorIndex';

/**
 * What the tensors of a checkpoint are: recurrent cells, linear recurrences, feed-forward stacks, recurrent matrices by
 * themselves, and the role of every tensor. Works on names and shapes alone; no data is read. Where a file leaves several
 * readings, a cell carries them as `alternatives`; a telling name on a wrong shape is `unrecognized` with the reason.
 */
export function recognize(tensors: readonly TensorInfo[], hints: Hints = {}): Layout {
  const weights = tensors.filter(({ name }) => !isBookkeeping(name));
  const index = new TensorIndex(weights);
  const architecture = architectureOf(weights);
  const roles = rolesByName(tensors, architecture);
  const cells: RecurrentCell[] = [];
  const unrecognized: Unrecognized[] = [];
  const linear = findLinear(index, hints);
  unrecognized.push(...linear.unrecognized);
  index.remove(linear.layers.flatMap(claimed));
  assign(
    roles,
    linear.layers.flatMap(claimed).map((name) => [name, 'recurrent']),
  );
  // The projections within such a layer are none of the cells and stacks that their shapes may look like.
  const modules = new Set(linear.layers.flatMap(({ prefix }) => (prefix === '' ? [] : [prefix])));
  index.remove(index.all().flatMap(({ name }) => (within(name, modules) ? [name] : [])));
  for (const framework of frameworks) {
    const found = framework.find(index, hints);
    for (const cell of found.cells) {
      assign(roles, rolesInCell(cell));
      const wrong = misfit(cell);
      if (wrong) unrecognized.push(wrong);
      else cells.push(cell);
      index.remove(cellTensors(cell));
    }
    unrecognized.push(...found.unrecognized);
    index.remove(found.unrecognized.map(({ tensor }) => tensor));
    index.remove(found.claimed ?? []);
  }
  const stacks = feedforwardStacks(index, roles, hints);
  const stacked = stacks.flatMap(({ layers }) => layers.map(({ tensor }) => tensor));
  index.remove(stacked);
  assign(
    roles,
    stacked.map((name) => [name, 'feedforward']),
  );
  return {
    cell: cells,
    'linear-recurrence': linear.layers,
    feedforward: stacks,
    matrix: loneMatrices(index.all(), roles),
    unrecognized,
    roles,
    architecture,
  };
}

/** Does one of the paths that a name goes through stand among the modules? */
function within(name: string, modules: ReadonlySet<string>): boolean {
  for (let i = 0; i < name.length; i++) {
    if ((name[i] === '.' || name[i] === '/') && modules.has(name.slice(0, i + 1))) return true;
  }
  return false;
}

function assign(roles: Map<string, Role>, found: readonly (readonly [string, Role])[]): void {
  for (const [name, role] of found) roles.set(name, role);
}
