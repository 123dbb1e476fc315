import type { TextRange } from '../../../core/textRange';
import * as l10n from '@vscode/l10n';
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Node, type Scalar } from 'yaml';
import { nestsDeeperThan } from '../../depth';
import { ConfigTreeError, maxListLength, maxNodes, TreeBuilder, type ConfigNode } from './node';
import { tagKey } from '../words';

const maxBracketDepth = 200;
const tooManyBlocks = /(?:[-?:][ \t]+){200}/;
/** Deeper indentation than this is no config, and the parser recurses. */
const tooManySpaces = /^ {400}/m;

/**
 * YAML with aliases followed up to the bound on nodes.
 * @throws ConfigTreeError for a bomb of aliases, or nesting beyond any config.
 */
export function yamlTree(text: string, checkpoint: (position: number) => void): ConfigNode[] {
  if (nestsDeeperThan(maxBracketDepth, text) || tooManyBlocks.test(text) || tooManySpaces.test(text)) {
    const message = l10n.t('The values nest too deeply, so the file was not read as a config; flatten it.');
    throw new ConfigTreeError('too-large', message, { start: 0, end: Math.min(1, text.length) });
  }
  checkpoint(0);
  const builder = new TreeBuilder();
  for (const document of parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', merge: true })) {
    const reader = new YamlTreeReader(builder, text, checkpoint);
    if ('contents' in document && document.contents) {
      reader.read(document.contents, null, null, null);
    }
  }
  return builder.roots;
}

class YamlTreeReader {
  private steps = 0;
  private aliases = 0;
  /** The parser's own look-up walks the document for every alias. */
  private readonly anchors = new Map<string, Node>();

  constructor(
    private readonly builder: TreeBuilder,
    private readonly text: string,
    private readonly checkpoint: (position: number) => void,
  ) {}

  read(
    node: Node,
    parent: ConfigNode | null,
    key: string | number | null,
    keyNode: Node | null,
    /** The alias that stands in the text where `node` is read, if any. */
    via: Node = node,
  ): void {
    const range = rangeOf(via);
    if (!this.mayGoOn(range)) return;
    if (isAlias(node)) {
      this.aliases++;
      const target = this.anchors.get(node.source);
      // What an alias brings has the place of the alias: the anchor's text belongs to somebody else.
      if (target) this.read(target, parent, key, keyNode, via);
      return;
    }
    if (via === node && node.anchor) this.anchors.set(node.anchor, node);
    const place = { key, keyRange: keyNode && rangeOf(keyNode), range };
    if (isMap(node)) {
      const map = this.builder.add(parent, { ...place, kind: 'map', value: null });
      if (!map) return;
      this.addClass(node, map);
      for (const { key: name, value } of node.items) {
        if (!isScalar(name) || !value) continue;
        if (name.value === '<<' || typeof name.value === 'symbol') this.merge(value as Node, map);
        else {
          this.read(
            value as Node,
            map,
            String(name.value),
            via === node ? name : keyNode,
            via === node ? (value as Node) : via,
          );
        }
      }
    } else if (isSeq(node)) {
      const list = this.builder.add(parent, { ...place, kind: 'list', value: null });
      if (!list) return;
      for (const item of node.items) {
        this.read(item as Node, list, list.children.length, null, via === node ? (item as Node) : via);
        if (list.children.length >= maxListLength) break;
      }
    } else if (isScalar(node)) {
      this.builder.add(parent, { ...place, kind: 'scalar', value: valueOf(node) });
    }
  }

  /** HyperPyYAML's `!new:toolkit.nnet.GRU` and `!name:…` stand as a key that names the class. */
  private addClass({ tag, range }: Node, map: ConfigNode): void {
    const name = /^!(?:new|name):([\w.]{1,200})$/.exec(tag ?? '')?.[1];
    if (name === undefined) return;
    const found = this.text.lastIndexOf(name, range?.[0] ?? 0);
    const place = found === -1 ? map.range : { start: found, end: found + name.length };
    this.builder.add(map, { kind: 'scalar', key: tagKey, keyRange: null, range: place, value: name });
  }

  /** `<<: *base`: what the map itself says later goes before it. */
  private merge(value: Node, map: ConfigNode): void {
    const target = isAlias(value) ? this.anchors.get(value.source) : value;
    if (isAlias(value)) this.aliases++;
    if (isSeq(target)) {
      for (const item of target.items) this.merge(item as Node, map);
    } else if (isMap(target)) {
      for (const { key, value: inner } of target.items) {
        if (!isScalar(key) || !inner || map.children.some((child) => child.key === String(key.value)))
          continue;
        this.read(inner as Node, map, String(key.value), null, value);
      }
    }
  }

  private mayGoOn(range: TextRange): boolean {
    if (++this.steps % 1000 === 0) this.checkpoint(range.start);
    if (this.steps <= 2 * maxNodes && !this.builder.full) return true;
    if (this.aliases === 0) return false;
    const message = l10n.t(
      'The aliases expand to more than {0} values, so the file was not read as a config; write the values out.',
      maxNodes.toLocaleString('en-US'),
    );
    throw new ConfigTreeError('too-large', message, range);
  }
}

function rangeOf(node: Node): TextRange {
  const [start = 0, end = 0] = node.range ?? [];
  return { start, end };
}

/** `!ref <x>` and `!copy <x>` keep their tag, as what they stand for is found by the whole document. */
function valueOf({ value, tag }: Scalar): ConfigNode['value'] {
  if (tag === '!ref' || tag === '!copy') return `!ref ${String(value)}`;
  return tag === '!PLACEHOLDER' ? null : scalarOf(value);
}

function scalarOf(value: unknown): ConfigNode['value'] {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
