import * as l10n from '@vscode/l10n';
import type { TextRange } from '../../../core/textRange';
import { nestsDeeperThan } from '../../depth';
import { maxPathDepth, keyPath, type PathStep } from '../../keyPath';

export type Scalar = string | number | boolean | null;

/** A value in a config with its place, whatever language it is written in. */
export interface ConfigNode {
  readonly kind: 'map' | 'list' | 'scalar';
  /** The key in a map, the index in a list, `null` at the root of a document. */
  readonly key: PathStep | null;
  readonly keyRange: TextRange | null;
  /** The value's source, with its brackets or quotes. */
  range: TextRange;
  /** `null` for maps and lists. */
  readonly value: Scalar;
  readonly children: ConfigNode[];
  readonly parent: ConfigNode | null;
}

/** Why a config was read in part or not at all: one sentence with its place. */
export class ConfigTreeError extends Error {
  constructor(
    readonly kind: 'syntax' | 'too-large',
    message: string,
    readonly range: TextRange,
  ) {
    super(message);
  }
}

/** @throws ConfigTreeError for brackets nested beyond any config. */
export function refuseDeep(text: string, maxBracketDepth: number): void {
  if (!nestsDeeperThan(maxBracketDepth, text)) return;
  const message = l10n.t(
    'Brackets nest more than {0} deep, so the file was not read as a config; flatten it.',
    maxBracketDepth,
  );
  throw new ConfigTreeError('too-large', message, { start: 0, end: Math.min(1, text.length) });
}

/** More nodes than this are data, not settings. */
export const maxNodes = 20_000;
/** Of a list of numbers, settings need no more than the first. */
export const maxListLength = 64;

/** Builds a tree from the top down, within bounds. */
export class TreeBuilder {
  readonly roots: ConfigNode[] = [];
  private count = 0;
  private readonly depths = new Map<ConfigNode, number>();

  /** Whether the bound on nodes is reached: nothing more is taken. */
  get full(): boolean {
    return this.count >= maxNodes;
  }

  /** Adds a value below `parent`; `null` where the bounds leave it out. */
  add(
    parent: ConfigNode | null,
    node: Pick<ConfigNode, 'kind' | 'key' | 'keyRange' | 'range' | 'value'>,
  ): ConfigNode | null {
    const depth = parent ? (this.depths.get(parent) ?? 0) + 1 : 0;
    if (
      this.full ||
      depth > maxPathDepth ||
      (parent?.kind === 'list' && parent.children.length >= maxListLength)
    )
      return null;
    this.count++;
    const added: ConfigNode = { ...node, children: [], parent };
    this.depths.set(added, depth);
    (parent?.children ?? this.roots).push(added);
    return added;
  }
}

/** The value of that key in a map: the last one, as every parser that allows duplicates has it. */
export function child(node: ConfigNode | undefined, ...keys: readonly string[]): ConfigNode | undefined {
  let at: ConfigNode | undefined = node;
  for (const key of keys) at = at?.children.findLast((candidate) => candidate.key === key);
  return at;
}

/** The key path of a node; `config` for the root. */
export function pathOf(node: ConfigNode): string {
  const steps: PathStep[] = [];
  for (let at: ConfigNode | null = node; at; at = at.parent) if (at.key !== null) steps.unshift(at.key);
  return steps.length === 0 ? 'config' : keyPath(steps);
}

/** All nodes below and including `node`, in the order of the text. */
export function* walk(node: ConfigNode): Generator<ConfigNode> {
  yield node;
  for (const below of node.children) yield* walk(below);
}
