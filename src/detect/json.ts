import { createScanner } from 'jsonc-parser';
import { isComputedWith } from './beside';
import type { Findings } from './findings';
import { noError, token } from './jsonToken';
import { maxPathDepth, holdsPoints, keyPath, type PathStep } from './keyPath';
import { type Block, NestedList } from './nested';

/** An open object or list. A list that stands directly in a list shares its NestedList. */
interface Container {
  readonly list: NestedList | null;
  key: string;
  keyStart: number;
  index: number;
}

/** `NaN` as JavaScript, Python and hand-made files write it, in strings or bare. */
const nonFinite = /^[+-]?(?:nan|inf|infinity)$/i;
const checkpointTokens = 50_000;

/**
 * Reads JSON with or without comments. The scanner of VS Code's own parser is driven by a loop with an
 * explicit stack, because its `visit` recurses and a hostile file nests 100,000 deep.
 */
export function readJson(findings: Findings): void {
  readJsonValue(findings, findings.text, 0, []);
}

/** Reads `text`, which stands at `base` in the document, naming what it holds below `root`. */
export function readJsonValue(
  findings: Findings,
  text: string,
  base: number,
  root: readonly PathStep[],
): void {
  const scanner = createScanner(text, true);
  const containers: Container[] = [];
  let top: Container | undefined;
  let sign = -1;
  let tokens = 0;

  const path = (): PathStep[] => [
    ...root,
    // A list's own index belongs to whatever stands in it next, hence not for lists within lists.
    ...containers.map(({ list, key, index }) => (list ? index : key)),
  ];
  const offer = (block: Block | null) => {
    if (!block || containers.length > maxPathDepth || isComputedWith(findings.text, block)) return;
    const holder = containers.at(-1);
    if (containers.some(({ list, key }) => !list && holdsPoints(key))) return;
    const from = holder && !holder.list ? holder.keyStart : block.start;
    findings.offer(block, { name: () => keyPath(path()), range: block, from, explicit: false });
  };
  const entry = (start: number, value?: number) => {
    if (!top?.list) return;
    const end = base + scanner.getPosition();
    if (value === undefined) top.list.other('not-numeric', start, end);
    else top.list.number(value, start, end);
  };
  const open = (start: number, isList: boolean) => {
    const shared = isList ? (top?.list ?? new NestedList(findings.options.keepPlaces)) : null;
    if (isList) shared?.open(start);
    else entry(start);
    top = { list: shared, key: '', keyStart: start, index: 0 };
    containers.push(top);
  };
  const close = (isList: boolean) => {
    // A bracket that closes nothing is a slip of the typing hand: the rest is read on.
    if (!top || (top.list !== null) !== isList) return;
    containers.pop();
    const { list } = top;
    top = containers.at(-1);
    if (list) offer(list.close(base + scanner.getPosition()));
  };

  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    if (++tokens % checkpointTokens === 0) {
      findings.tick(base + scanner.getPosition());
    }
    const start = base + scanner.getTokenOffset();
    switch (kind) {
      case token.openBrace:
      case token.openBracket:
        open(start, kind === token.openBracket);
        break;
      case token.closeBrace:
      case token.closeBracket:
        close(kind === token.closeBracket);
        break;
      case token.comma:
        if (top?.list) top.index++;
        else if (top) top.key = '';
        break;
      case token.number: {
        const broken = (scanner.getTokenError() as number) !== noError;
        entry(start, broken ? undefined : Number(scanner.getTokenValue()));
        if (top && !top.list) {
          findings.setting(top.key, start, base + scanner.getPosition(), { path: path().slice(0, -1) });
        }
        break;
      }
      case token.text:
        if (top && !top.list && top.key === '') {
          top.key = scanner.getTokenValue();
          top.keyStart = start;
        } else entry(start, nonFinite.test(scanner.getTokenValue()) ? NaN : undefined);
        break;
      case token.unknown: {
        const word = scanner.getTokenValue();
        // The scanner splits -Infinity into a sign and a word.
        if (word === '-') sign = start;
        else entry(sign === start - 1 ? sign : start, nonFinite.test(word) ? NaN : undefined);
        break;
      }
      case token.colon:
        break;
      default:
        entry(start);
    }
  }
  // The text ended inside these: what was complete in them still counts.
  for (let last = containers.pop(); last; last = containers.pop()) {
    if (last.list && containers.at(-1)?.list !== last.list) offer(last.list.abandon());
  }
}
