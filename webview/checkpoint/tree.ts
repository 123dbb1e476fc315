import type { CheckpointKind } from '../../src/core/kind';
import type { CheckpointItem, TensorRow } from '../../src/shared/checkpoint';

/** A row of the tree: a module, an item with a verdict, or a tensor. */
export interface TreeNode {
  /** The same whenever the file is opened. */
  readonly id: string;
  readonly kind: 'module' | 'item' | 'tensor';
  label: string;
  /** Full path. */
  readonly name: string;
  parent: TreeNode | null;
  depth: number;
  readonly children: TreeNode[];
  readonly tensor: TensorRow | null;
  /** The item it stands for; a matrix's is on its tensor. */
  item: CheckpointItem | null;
  /** Of everything below it. */
  bytes: number;
}

/** Where an item stands: in a row above its tensors, in one beside them, or in the row of its only tensor. */
const places: Readonly<Record<CheckpointKind, 'above' | 'beside' | 'same'>> = {
  cell: 'above',
  'linear-recurrence': 'above',
  feedforward: 'beside',
  matrix: 'same',
};

/** Is it a layer of a module, which others of its module can be compared with? */
export const isLayer = ({ kind }: CheckpointItem): boolean => places[kind] === 'above';

/**
 * The modules of a checkpoint by the paths of its tensors. An item stands in the module that its tensors have in common;
 * the tensors of a cell or a linear recurrence stand below it. Modules with nothing but one module in them are joined with it.
 */
export function buildTree(tensors: readonly TensorRow[], items: readonly CheckpointItem[]): TreeNode[] {
  const builder = new TreeBuilder();
  const owner = new Map<string, TreeNode>();
  const matrices = new Map<string, CheckpointItem>();
  const known = new Set(tensors.map(({ name }) => name));
  for (const item of items) {
    if (places[item.kind] === 'same') {
      matrices.set(item.name, item);
      continue;
    }
    const node = builder.item(item);
    if (places[item.kind] === 'beside') continue;
    for (const name of item.tensors) if (known.has(name) && !owner.has(name)) owner.set(name, node);
  }
  for (const tensor of tensors) {
    builder.tensor(tensor, owner.get(tensor.name), matrices.get(tensor.name) ?? null);
  }
  for (const root of builder.roots) finish(root, null, 0);
  return builder.roots.map(joined);
}

const segmentsOf = (name: string): string[] => name.split(/(?<=[^./])[./](?=[^./])/);

class TreeBuilder {
  readonly roots: TreeNode[] = [];
  private readonly modules = new Map<string, TreeNode>();

  item(item: CheckpointItem): TreeNode {
    const parent = this.module(commonPath(item));
    return this.add(parent, {
      id: item.key,
      kind: 'item',
      label: item.what,
      name: item.name,
      tensor: null,
      item,
    });
  }

  tensor(tensor: TensorRow, owner: TreeNode | undefined, item: CheckpointItem | null): void {
    const segments = segmentsOf(tensor.name);
    const parent = owner ?? this.module(segments.slice(0, -1));
    this.add(parent, {
      id: `tensor:${tensor.name}`,
      kind: 'tensor',
      label: segments.at(-1)!,
      name: tensor.name,
      tensor,
      item,
    });
  }

  private module(segments: readonly string[]): TreeNode | null {
    if (segments.length === 0) return null;
    const path = segments.join('\u0000');
    const known = this.modules.get(path);
    if (known) return known;
    const node = this.add(this.module(segments.slice(0, -1)), {
      id: `module:${segments.join('.')}`,
      kind: 'module',
      label: segments.at(-1)!,
      name: segments.join('.'),
      tensor: null,
      item: null,
    });
    this.modules.set(path, node);
    return node;
  }

  private add(
    parent: TreeNode | null,
    part: Pick<TreeNode, 'id' | 'kind' | 'label' | 'name' | 'tensor' | 'item'>,
  ): TreeNode {
    const node: TreeNode = { ...part, parent, depth: 0, children: [], bytes: 0 };
    (parent?.children ?? this.roots).push(node);
    return node;
  }
}

/** The path that the tensors' modules have in common. */
function commonPath({ tensors }: CheckpointItem): string[] {
  const paths = tensors.map((name) => segmentsOf(name).slice(0, -1));
  const [first = []] = paths;
  const differs = first.findIndex((segment, i) => paths.some((path) => path[i] !== segment));
  return differs === -1 ? first : first.slice(0, differs);
}

/** Joins chains of lone modules, and sets depth and size. */
function finish(node: TreeNode, parent: TreeNode | null, depth: number): void {
  const only = joined(node);
  only.parent = parent;
  only.depth = depth;
  if (only !== node) only.label = labelBetween(node, only);
  only.bytes = only.tensor?.bytes ?? 0;
  only.children.forEach((child, i) => {
    finish(child, only, depth + 1);
    only.children[i] = joined(child);
    only.bytes += joined(child).bytes;
  });
}

/** The module at the end of a chain of lone modules. */
function joined(node: TreeNode): TreeNode {
  let end = node;
  while (end.kind === 'module' && end.children.length === 1 && end.children[0]!.kind === 'module') {
    end = end.children[0]!;
  }
  return end;
}

function labelBetween(from: TreeNode, to: TreeNode): string {
  return to.name.slice(from.name.length - from.label.length);
}

/** Every node by its id, and by the key of the layer that stands on its row. */
export function nodesById(roots: readonly TreeNode[]): Map<string, TreeNode> {
  const nodes = new Map<string, TreeNode>();
  const visit = (node: TreeNode): void => {
    nodes.set(node.id, node);
    // A square matrix stands on its tensor's row.
    if (node.item) nodes.set(node.item.key, node);
    node.children.forEach(visit);
  };
  roots.forEach(visit);
  return nodes;
}
