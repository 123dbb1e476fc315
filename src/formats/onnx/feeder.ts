import { recurrentNode, type Node } from './recurrentNode';
import type { Scope } from './scope';

/** Nodes that hand on the numbers they get, in the same order or with axes put otherwise. */
const handsOn = new Set(['Squeeze', 'Unsqueeze', 'Transpose', 'Reshape', 'Identity', 'Cast', 'Dropout']);
/** More than exporters put between two layers. */
const maxHops = 16;

/** The name of the recurrent node whose outputs of all steps are the inputs of another one; `undefined` where none is. */
export function feederOf(node: Node, scope: Scope): string | undefined {
  let [name = ''] = node.inputs;
  for (let hop = 0; hop < maxHops; hop++) {
    const maker = scope.makers.get(name);
    const cell = maker && recurrentNode(maker);
    if (cell) return `${scope.path}${cell.name}`;
    if (!maker || !handsOn.has(maker.op)) return undefined;
    name = maker.inputs[0] ?? '';
  }
  return undefined;
}
