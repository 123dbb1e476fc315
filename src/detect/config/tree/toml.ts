import * as l10n from '@vscode/l10n';
import { parseTOML, type AST } from 'toml-eslint-parser';
import { nestsDeeperThan } from '../../depth';
import { ConfigTreeError, TreeBuilder, type ConfigNode, type Scalar } from './node';

const maxBracketDepth = 200;

/**
 * The syntax tree of a TOML text.
 * @throws ConfigTreeError where it is not TOML, with the parser's reason.
 */
export function parseToml(text: string): AST.TOMLProgram {
  if (nestsDeeperThan(maxBracketDepth, text)) {
    const message = l10n.t(
      'Brackets nest more than {0} deep, so the file was not read; flatten it.',
      maxBracketDepth,
    );
    throw new ConfigTreeError('too-large', message, { start: 0, end: Math.min(1, text.length) });
  }
  try {
    return parseTOML(text);
  } catch (error) {
    const { index = 0, message } = error as { index?: number; message: string };
    const start = Math.min(Math.max(index, 0), Math.max(text.length - 1, 0));
    throw new ConfigTreeError(
      'syntax',
      l10n.t('This is not valid TOML ({0}); fix it and it will be read again.', message),
      {
        start,
        end: Math.min(start + 1, text.length),
      },
    );
  }
}

/**
 * TOML with its tables gathered into one tree: `[model.rnn]` and `model.rnn.units = 3` both make `model`.
 * @throws ConfigTreeError as `parseToml`.
 */
export function tomlTree(text: string, checkpoint: (position: number) => void): ConfigNode[] {
  checkpoint(0);
  const builder = new TreeBuilder();
  const [top] = parseToml(text).body;
  const root = builder.add(null, {
    kind: 'map',
    key: null,
    keyRange: null,
    range: { start: 0, end: text.length },
    value: null,
  });
  if (!root) return builder.roots;
  const reader = new TomlTreeReader(builder, root);
  for (const item of top.body) {
    checkpoint(item.range[0]);
    if (item.type === 'TOMLKeyValue') reader.keyValue(item, root);
    else {
      const table = reader.table(item);
      if (table) for (const pair of item.body) reader.keyValue(pair, table);
    }
  }
  return builder.roots;
}

class TomlTreeReader {
  constructor(
    private readonly builder: TreeBuilder,
    private readonly root: ConfigNode,
  ) {}

  table(item: AST.TOMLTable): ConfigNode | null {
    let at: ConfigNode | null = this.root;
    let names = 0;
    for (const [i, step] of item.resolvedKey.entries()) {
      if (!at) return null;
      // An index of an array of tables has no key of its own.
      const key = typeof step === 'string' ? item.key.keys[names++] : undefined;
      const known: ConfigNode | undefined = at.children.find((node) => node.key === step);
      at =
        known ??
        this.builder.add(at, {
          kind: typeof item.resolvedKey[i + 1] === 'number' ? 'list' : 'map',
          key: step,
          keyRange: key ? rangeOf(key) : null,
          range: rangeOf(item),
          value: null,
        });
      if (known)
        known.range = {
          start: Math.min(known.range.start, item.range[0]),
          end: Math.max(known.range.end, item.range[1]),
        };
    }
    return at;
  }

  keyValue(pair: AST.TOMLKeyValue, parent: ConfigNode): void {
    let at: ConfigNode | null = parent;
    const { keys } = pair.key;
    for (const [i, key] of keys.entries()) {
      if (!at) return;
      const name = key.type === 'TOMLBare' ? key.name : key.value;
      if (i === keys.length - 1) this.value(pair.value, at, name, rangeOf(key));
      else {
        at =
          at.children.find((node) => node.key === name) ??
          this.builder.add(at, {
            kind: 'map',
            key: name,
            keyRange: rangeOf(key),
            range: rangeOf(pair),
            value: null,
          });
      }
    }
  }

  private value(
    node: AST.TOMLContentNode,
    parent: ConfigNode,
    key: string | number,
    keyRange: ConfigNode['keyRange'],
  ): void {
    const place = { key, keyRange, range: rangeOf(node) };
    if (node.type === 'TOMLInlineTable') {
      const map = this.builder.add(parent, { ...place, kind: 'map', value: null });
      if (map) for (const pair of node.body) this.keyValue(pair, map);
    } else if (node.type === 'TOMLArray') {
      const list = this.builder.add(parent, { ...place, kind: 'list', value: null });
      if (list)
        node.elements.forEach((element, i) => {
          this.value(element, list, i, null);
        });
    } else {
      this.builder.add(parent, { ...place, kind: 'scalar', value: scalarOf(node.value) });
    }
  }
}

function rangeOf({ range: [start, end] }: { range: AST.Range }): { start: number; end: number } {
  return { start, end };
}

function scalarOf(value: unknown): Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
