import { visit } from 'jsonc-parser';
import { refuseDeep, TreeBuilder, type ConfigNode, type Scalar } from './node';

const maxBracketDepth = 500;

/**
 * JSON with or without comments, as far as it is complete.
 * @throws ConfigTreeError for brackets nested beyond any config.
 */
export function jsonTree(text: string, checkpoint: (position: number) => void): ConfigNode[] {
  refuseDeep(text, maxBracketDepth);
  const builder = new TreeBuilder();
  // A container that the bounds leave out stands as null, and so does everything in it.
  const open: (ConfigNode | null)[] = [];
  let key: { name: string; start: number; end: number } | null = null;
  let events = 0;
  const add = (kind: ConfigNode['kind'], value: Scalar, start: number, end: number): ConfigNode | null => {
    if (++events % 10_000 === 0) checkpoint(start);
    const parent = open.at(-1);
    if (parent === null) return null;
    const inMap = parent?.kind === 'map' && key;
    const added = builder.add(parent ?? null, {
      kind,
      key: inMap ? inMap.name : parent ? parent.children.length : null,
      keyRange: inMap ? { start: inMap.start, end: inMap.end } : null,
      range: { start, end },
      value,
    });
    key = null;
    return added;
  };
  const close = (offset: number, length: number): void => {
    const node = open.pop();
    if (node) node.range = { start: node.range.start, end: offset + length };
  };
  visit(
    text,
    {
      onObjectBegin: (offset, length) => {
        open.push(add('map', null, offset, offset + length));
      },
      onArrayBegin: (offset, length) => {
        open.push(add('list', null, offset, offset + length));
      },
      onObjectEnd: close,
      onArrayEnd: close,
      onObjectProperty: (name, offset, length) => {
        key = { name, start: offset, end: offset + length };
      },
      onLiteralValue: (value: Scalar, offset, length) => {
        add('scalar', value, offset, offset + length);
      },
    },
    { allowTrailingComma: true },
  );
  return builder.roots;
}
