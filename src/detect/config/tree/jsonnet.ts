import { refuseDeep, TreeBuilder, type ConfigNode } from './node';
import { parseJsonnet, type Jsonnet } from './jsonnet/syntax';
import { JsonnetFault } from './jsonnet/tokens';
import { JsonnetValues, type Thunk, type Value } from './jsonnet/values';

const maxBracketDepth = 150;

/**
 * Jsonnet (AllenNLP's configs) as far as the file itself says what it gives: local variables, objects and what is added to
 * them, choices. Functions, imports and external variables are unknown, and so is a text that is not understood.
 * @throws ConfigTreeError for brackets nested beyond any config.
 */
export function jsonnetTree(text: string, checkpoint: (position: number) => void): ConfigNode[] {
  refuseDeep(text, maxBracketDepth);
  const builder = new TreeBuilder();
  const values = new JsonnetValues();
  const placed = new Set<Jsonnet>();
  try {
    const top = values.top(parseJsonnet(text, checkpoint));
    add(top, values.of(top), null, null);
  } catch (error) {
    if (!(error instanceof JsonnetFault)) throw error;
  }
  return builder.roots;

  function add(
    { code }: Thunk,
    value: Value,
    parent: ConfigNode | null,
    entry: { readonly key: string | number; readonly start: number; readonly end: number } | null,
  ): void {
    checkpoint(code.start);
    if (builder.full) return;
    // What stands once and is used twice has, from the second time on, the place of its use.
    const isNew = !parent || !placed.has(code);
    placed.add(code);
    const range = isNew ? { start: code.start, end: code.end } : parent.range;
    const own = isNew ? entry && { start: entry.start, end: entry.end } : parent.keyRange;
    const keyRange = typeof entry?.key === 'string' ? own : null;
    const kind = value?.kind === 'object' ? 'map' : (value?.kind ?? 'scalar');
    const node = builder.add(parent, {
      kind,
      key: entry?.key ?? null,
      keyRange,
      range,
      value: value?.kind === 'scalar' ? value.value : null,
    });
    if (!node) return;
    if (value?.kind === 'object') {
      for (const found of values.entries(value)) {
        const { name, key, thunk, hidden } = found;
        if (!hidden) add(thunk, values.field(found), node, { key: name, start: key.start, end: key.end });
      }
    } else if (value?.kind === 'list') {
      value.items.forEach((item, index) => {
        add(item, values.of(item), node, { key: index, start: item.code.start, end: item.code.end });
      });
    }
  }
}
