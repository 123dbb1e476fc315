import type { TensorInfo } from '../../tensor';
import { claimed, findLinear } from '../linear/find';
import type { RecurrentCell } from './cell';
import { cellTensors } from './cellTensors';
import { misfit } from './checkParts';
import { feedforwardStacks } from './feedforward';
import { frameworks } from './frameworks';
import type { Hints, Layout, Unrecognized } from './layout';
import { isBookkeeping, TensorIndex } from './tensorIndex';

/**
 * What the tensors of a checkpoint are: recurrent cells, linear recurrences, feed-forward stacks, and square matrices that
 * somebody may want to analyze as recurrent. Works on names and shapes alone; no data is read. Where a file leaves
 * several readings, a cell carries them as `alternatives`; a telling name on a wrong shape is `unrecognized` with the
 * reason.
 */
export function recognize(tensors: readonly TensorInfo[], hints: Hints = {}): Layout {
  const index = new TensorIndex(tensors.filter(({ name }) => !isBookkeeping(name)));
  const cells: RecurrentCell[] = [];
  const unrecognized: Unrecognized[] = [];
  const linear = findLinear(index, hints);
  unrecognized.push(...linear.unrecognized);
  index.remove(linear.layers.flatMap(claimed));
  // The projections within such a layer are none of the cells and stacks that their shapes may look like.
  const modules = new Set(linear.layers.flatMap(({ prefix }) => (prefix === '' ? [] : [prefix])));
  index.remove(index.all().flatMap(({ name }) => (within(name, modules) ? [name] : [])));
  for (const framework of frameworks) {
    const found = framework.find(index, hints);
    for (const cell of found.cells) {
      const wrong = misfit(cell);
      if (wrong) unrecognized.push(wrong);
      else cells.push(cell);
      index.remove(cellTensors(cell));
    }
    unrecognized.push(...found.unrecognized);
    index.remove(found.unrecognized.map(({ tensor }) => tensor));
  }
  const stacks = feedforwardStacks(index);
  index.remove(stacks.flatMap(({ layers }) => layers.map(({ tensor }) => tensor)));
  return {
    cell: cells,
    'linear-recurrence': linear.layers,
    feedforward: stacks,
    matrix: index.all().filter(isSquare),
    unrecognized,
  };
}

/** Does one of the paths that a name goes through stand among the modules? */
function within(name: string, modules: ReadonlySet<string>): boolean {
  for (let i = 0; i < name.length; i++) {
    if ((name[i] === '.' || name[i] === '/') && modules.has(name.slice(0, i + 1))) return true;
  }
  return false;
}

function isSquare({ shape: [rows, columns], shape }: TensorInfo): boolean {
  return shape.length === 2 && rows === columns && rows !== undefined && rows > 1;
}
