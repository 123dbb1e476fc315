import { type CST, Lexer, Parser } from 'yaml';
import { isComputedWith } from './beside';
import { nestsDeeperThan } from './depth';
import { plainNumber } from './expression/plain';
import type { Findings } from './findings';
import { maxPathDepth, holdsPoints, keyPath, type PathStep } from './keyPath';
import { type Block, NestedList } from './nested';

const maxBracketDepth = 1000;
const tooManyBlocks = /(?:[-?:][ \t]+){1000}/;
const checkpointTokens = 20_000;
/** What a constructor of another name makes of a list is not known. */
const listTags = /(?:^!!seq|tuple|list|array|tensor|matrix)$/i;
const nonFinite = /^[+-]?\.(?:nan|inf)$/i;

/** What stands at a place: the path to it, and where the key before it begins. */
interface Position {
  readonly path: readonly PathStep[];
  readonly from: number;
}

/**
 * Reads YAML from the concrete syntax tree, which has the offsets of every token and leaves aliases as they
 * are: a bomb of aliases stays the few bytes that it is.
 */
export function readYaml(findings: Findings): void {
  const { text } = findings;
  if (nestsDeeperThan(maxBracketDepth, text) || tooManyBlocks.test(text)) return;
  const reader = new YamlReader(findings);
  const parser = new Parser();
  let tokens = 0;
  const take = (parsed: Iterable<CST.Token>) => {
    for (const token of parsed) {
      if (token.type === 'document') reader.read(token.value, { path: [], from: token.offset });
    }
  };
  for (const lexeme of new Lexer().lex(text)) {
    if (++tokens % checkpointTokens === 0) findings.tick(parser.offset);
    take(parser.next(lexeme));
  }
  take(parser.end());
}

class YamlReader {
  constructor(private readonly findings: Findings) {}

  read(token: CST.Token | null | undefined, at: Position): void {
    if (!token || at.path.length > maxPathDepth) return;
    if (token.type === 'block-map' || (token.type === 'flow-collection' && isMap(token))) {
      this.readMap(token.items, at);
    } else if (token.type === 'block-seq' || token.type === 'flow-collection') this.readSequence(token, at);
  }

  private readMap(items: readonly CST.CollectionItem[], { path }: Position): void {
    for (const { key, sep, value } of items) {
      if (!key || !('source' in key) || key.type === 'block-scalar') continue;
      const name = plainKey(key.source);
      if (holdsPoints(name)) continue;
      const tag = sep?.find(({ type }) => type === 'tag');
      if (tag && value && isSequence(value) && !('source' in tag && listTags.test(tag.source))) continue;
      if (value?.type === 'scalar') {
        this.findings.setting(name, value.offset, value.offset + value.source.length, { path });
      } else this.read(value, { path: [...path, name], from: key.offset });
    }
  }

  private readSequence(token: CST.BlockSequence | CST.FlowCollection, at: Position): void {
    const list = new NestedList(this.findings.options.keepPlaces);
    const others: { token: CST.Token; path: readonly PathStep[] }[] = [];
    const walk = (sequence: CST.BlockSequence | CST.FlowCollection, path: readonly PathStep[]): number => {
      list.open(startOf(sequence));
      let last = startOf(sequence);
      sequence.items.forEach((item, index) => {
        const { value } = item;
        // The parser notes a trailing comma as an item without a value.
        if (!value && !item.key) return;
        if (value && isSequence(value) && !item.key && path.length <= maxPathDepth) {
          last = walk(value, [...path, index]);
        } else {
          last = entry(list, item);
          if (value && !item.key) others.push({ token: value, path: [...path, index] });
        }
      });
      const end = sequence.type === 'block-seq' ? last : endOf(sequence);
      block = list.close(end) ?? block;
      return end;
    };
    let block: Block | null = null;
    const end = walk(token, at.path);
    const closed = token.type === 'block-seq' || token.end[0]?.type === 'flow-seq-end';
    const range = { start: startOf(token), end };
    const place = { name: () => keyPath(at.path), range, from: at.from, explicit: false };
    if (token.type === 'flow-collection' && isComputedWith(this.findings.text, range)) return;
    if (closed && this.findings.offer(block, place)) return;
    for (const { token: inner, path } of others) this.read(inner, { path, from: inner.offset });
  }
}

function entry(list: NestedList, { key, value }: CST.CollectionItem): number {
  if (key || value?.type !== 'scalar') {
    const start = value?.offset ?? 0;
    const end = value && 'source' in value ? start + value.source.length : start + 1;
    list.other('not-numeric', start, end);
    return end;
  }
  const { offset: start, source } = value;
  const end = start + source.length;
  const number = nonFinite.test(source) ? NaN : plainNumber(source);
  if (number === undefined) list.other('not-numeric', start, end);
  else list.number(number, start, end);
  return end;
}

function isSequence(token: CST.Token): token is CST.BlockSequence | CST.FlowCollection {
  return token.type === 'block-seq' || (token.type === 'flow-collection' && !isMap(token));
}

function isMap(token: CST.FlowCollection): boolean {
  return token.start.type === 'flow-map-start';
}

/** A block sequence begins at its first dash. */
function startOf(token: CST.BlockSequence | CST.FlowCollection): number {
  if (token.type === 'flow-collection') return token.offset;
  return token.items[0]?.start.find(({ type }) => type === 'seq-item-ind')?.offset ?? token.offset;
}

function endOf(token: CST.FlowCollection): number {
  const bracket = token.end[0];
  return bracket ? bracket.offset + bracket.source.length : token.offset + 1;
}

function plainKey(source: string): string {
  return source.replace(/^(['"])(.*)\1$/s, '$2');
}
