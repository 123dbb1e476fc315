import type { ConfigNode } from './tree/node';

/** The document as its program wrote it: trackers (Weights & Biases' config.yaml) put every value under `value`, beside a `desc`. */
export function withoutTracker(root: ConfigNode): ConfigNode {
  const wraps = root.children.filter(isWrapped);
  const own = root.children.filter(({ key }) => key !== 'wandb_version' && key !== '_wandb');
  if (root.kind !== 'map' || wraps.length === 0 || !own.every(isWrapped)) return root;
  const bare: ConfigNode = { ...root, children: [] };
  for (const wrap of own) {
    const value = wrap.children.find(({ key }) => key === 'value')!;
    bare.children.push({ ...value, key: wrap.key, keyRange: wrap.keyRange, parent: bare });
  }
  return bare;
}

function isWrapped({ kind, children }: ConfigNode): boolean {
  const keys = children.map(({ key }) => key);
  return kind === 'map' && keys.includes('value') && keys.every((key) => key === 'value' || key === 'desc');
}
