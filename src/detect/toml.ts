import * as l10n from '@vscode/l10n';
import type { AST } from 'toml-eslint-parser';
import { ConfigTreeError } from './config/tree/node';
import { parseToml } from './config/tree/toml';
import type { Findings } from './findings';
import { maxPathDepth, keyPath, type PathStep } from './keyPath';
import { NestedList } from './nested';

/** The parser keeps every token as an object and cannot be interrupted. */
export const maxTomlLength = 1e6;

/** Reads the matrices of a TOML file: arrays of arrays of numbers under any key. */
export function readToml(findings: Findings): void {
  const { text } = findings;
  findings.tick(0);
  if (text.length > maxTomlLength) {
    const limit = maxTomlLength.toLocaleString('en-US');
    findings.object({
      kind: 'too-large',
      name: 'matrix',
      range: { start: 0, end: 1 },
      message: l10n.t(
        'The file is longer than the {0} characters up to which TOML is read; keep matrices in a file of their own.',
        limit,
      ),
    });
    return;
  }
  let program: AST.TOMLProgram;
  try {
    program = parseToml(text);
  } catch (error) {
    // The configs' reader has the words for it, where the file is one of ours.
    if (error instanceof ConfigTreeError) return;
    throw error;
  }
  for (const item of program.body[0].body) {
    findings.tick(item.range[0]);
    if (item.type === 'TOMLKeyValue') readPair(findings, item, []);
    else for (const pair of item.body) readPair(findings, pair, item.resolvedKey);
  }
}

function readPair(findings: Findings, pair: AST.TOMLKeyValue, above: readonly PathStep[]): void {
  const names = pair.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  const path = [...above, ...names];
  if (path.length > maxPathDepth) return;
  const [from] = pair.range;
  const { value } = pair;
  if (value.type === 'TOMLArray') readArray(findings, value, path, from);
  else if (value.type === 'TOMLInlineTable') for (const inner of value.body) readPair(findings, inner, path);
  else findings.setting(names.at(-1) ?? '', ...value.range, { path: path.slice(0, -1) });
}

function readArray(findings: Findings, array: AST.TOMLArray, path: readonly PathStep[], from: number): void {
  const list = new NestedList();
  const [start, end] = array.range;
  const block = enter(list, array);
  findings.offer(block, { name: () => keyPath(path), range: { start, end }, from, explicit: false });
}

function enter(list: NestedList, array: AST.TOMLArray) {
  list.open(array.range[0]);
  for (const element of array.elements) {
    const [start, end] = element.range;
    if (element.type === 'TOMLArray') enter(list, element);
    else if (element.type === 'TOMLValue' && typeof element.value === 'number') {
      list.number(element.value, start, end);
    } else list.other('not-numeric', start, end);
  }
  return list.close(array.range[1]);
}
