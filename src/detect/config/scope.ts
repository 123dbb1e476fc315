import * as l10n from '@vscode/l10n';
import type { Placed } from '../../core/config/recurrentConfig';
import type { DetectionProblem } from '../candidate';
import { problemAt } from './problem';
import { referenceOf } from './reference';
import { child, pathOf, type ConfigNode } from './tree/node';
import { foldKey } from './words';

const maxQuoteLength = 40;
const maxHops = 8;

/**
 * One document of a config with what reads its values: interpolations followed, types checked, and every objection
 * collected. What is wrong is told only of values that a reader asks for.
 */
export class Scope {
  readonly problems: DetectionProblem[] = [];
  private readonly reported = new Set<ConfigNode>();
  private readonly indexes = new Map<
    ConfigNode,
    ReadonlyMap<string, { first: ConfigNode; last: ConfigNode }>
  >();

  constructor(
    readonly root: ConfigNode,
    private readonly text: string,
    /** YAML's numbers have a trap. */
    private readonly yaml: boolean,
  ) {}

  /** The node that a value stands for: `${model.hidden_size}` and `!ref <size> * 2` are followed, any other is unknown. */
  resolve(node: ConfigNode | undefined, maxDepth = maxHops): ConfigNode | undefined {
    let at = node;
    for (let hops = 0; at && hops < maxDepth; hops++) {
      if (typeof at.value === 'string' && at.value.startsWith('!ref ')) {
        const left = maxDepth - hops - 1;
        const target = referenceOf(
          at.value,
          (path, most) => this.resolve(child(this.root, ...path), most),
          left,
        );
        return typeof target === 'number' ? { ...at, value: target } : target;
      }
      if (typeof at.value !== 'string' || !at.value.includes('${')) return at;
      const path = /^\$\{\s*([\w.-]{1,120})\s*\}$/.exec(at.value)?.[1];
      at = path === undefined ? undefined : child(this.root, ...path.split('.'));
    }
    return undefined;
  }

  /** The value of the first of these keys that the map has; keys in any spelling, the last of duplicates. */
  find(map: ConfigNode | undefined, keys: readonly string[]): ConfigNode | undefined {
    if (map?.kind !== 'map') return undefined;
    const index = this.indexOf(map);
    for (const key of keys) {
      const entry = index.get(key);
      if (!entry) continue;
      const { first, last } = entry;
      if (first !== last && first.key === last.key && first.keyRange?.start !== last.keyRange?.start) {
        const name = quote(String(last.key));
        this.report(
          last,
          'duplicate-key',
          l10n.t('{0} stands more than once here; the last one counts, so delete the others.', name),
        );
      }
      return last;
    }
    return undefined;
  }

  /** Every reader asks for dozens of keys, and a map may have thousands. */
  private indexOf(map: ConfigNode): ReadonlyMap<string, { first: ConfigNode; last: ConfigNode }> {
    const known = this.indexes.get(map);
    if (known) return known;
    const index = new Map<string, { first: ConfigNode; last: ConfigNode }>();
    for (const node of map.children) {
      const key = foldKey(String(node.key));
      const entry = index.get(key);
      if (entry) entry.last = node;
      else index.set(key, { first: node, last: node });
    }
    this.indexes.set(map, index);
    return index;
  }

  /** As `find` in the map itself, then breadth first below it. */
  findBelow(
    map: ConfigNode,
    keys: readonly string[],
    accept: (node: ConfigNode) => boolean,
  ): ConfigNode | undefined {
    let level: ConfigNode[] = [map];
    while (level.length > 0) {
      for (const key of keys) {
        for (const node of level) {
          const found = this.find(node, [key]);
          if (found && accept(found)) return found;
        }
      }
      level = level.flatMap(({ children }) => children.filter(({ kind }) => kind !== 'scalar'));
    }
    return undefined;
  }

  place<T>(node: ConfigNode, value: T): Placed<T> {
    return { value, range: node.range, keyRange: node.keyRange, path: pathOf(node) };
  }

  /** A whole number of `min` or more, or nothing with an objection. */
  whole(node: ConfigNode | undefined, min = 1, max = 1e6): Placed<number> | undefined {
    const source = this.resolve(node);
    if (!node || !source || source.value === null || source.kind !== 'scalar') return undefined;
    const { value } = source;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) {
      return this.place(node, value);
    }
    this.report(
      node,
      'wrong-type',
      l10n.t('{0} is not a whole number from {1} to {2}; write one, without quotes.', named(node), min, max),
    );
    return undefined;
  }

  /** A finite number, or nothing with an objection. */
  number(node: ConfigNode | undefined): Placed<number> | undefined {
    const source = this.resolve(node);
    if (!node || !source || source.value === null || source.kind !== 'scalar') return undefined;
    if (typeof source.value === 'number' && !Number.isNaN(source.value)) {
      this.warnOfExponent(source);
      return this.place(node, source.value);
    }
    this.report(node, 'wrong-type', l10n.t('{0} is not a number; write one, without quotes.', named(node)));
    return undefined;
  }

  boolean(node: ConfigNode | undefined): Placed<boolean> | undefined {
    const source = this.resolve(node);
    return node && typeof source?.value === 'boolean' ? this.place(node, source.value) : undefined;
  }

  string(node: ConfigNode | undefined): string | undefined {
    const value = this.resolve(node)?.value;
    return typeof value === 'string' ? value : undefined;
  }

  report(node: ConfigNode, kind: DetectionProblem['kind'], message: string): void {
    if (this.reported.has(node)) return;
    this.reported.add(node);
    this.problems.push(problemAt(node, kind, message));
  }

  /** YAML 1.1, which PyYAML reads, wants a point in a float: `1e-3` is the string "1e-3" there. */
  private warnOfExponent(node: ConfigNode): void {
    const source = this.text.slice(node.range.start, node.range.end);
    if (!this.yaml || !/^[-+]?\d+e[-+]?\d+$/i.test(source)) return;
    const mended = source.replace(/e([-+]?)/i, (_, sign: string) => `.0e${sign === '' ? '+' : sign}`);
    this.report(
      node,
      'ambiguous-number',
      l10n.t('PyYAML reads {0} as a string, not as a number; write {1}.', source, mended),
    );
  }
}

function named(node: ConfigNode): string {
  return `${quote(String(node.key))}: ${quote(String(node.value))}`;
}

function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= maxQuoteLength ? line : `${line.slice(0, maxQuoteLength)}…`;
}
