import type { TextRange } from '../../core/textRange';
import { everyEntry } from '../../core/linalg/matrix';
import { nestsDeeperThan } from '../depth';
import type { WrittenMatrix } from '../candidate';
import { type Findings, type Place, writtenIn } from '../findings';
import { findModels } from '../models/findModels';
import { Scalars } from '../scalars';
import { Constants } from './constants';
import { Expressions } from './expressions';
import { type PythonSource, readList } from './list';
import { Modules } from './modules';
import { nameOf } from './naming';
import { isOperand } from './operand';
import { noteSetting } from './settings';
import { maxBracketDepth, isList, parsePython, type SyntaxNode } from './syntax';
import { readTraining } from './training/training';
import { noteWeightList } from './weightLists';

const operators = new Set(['CallExpression', 'MemberExpression', 'BinaryExpression', 'UnaryExpression']);
const checkpointNodes = 20_000;

/** Reads Python: array calls, lists and tuples that are written out, and the sequence length. */
export function readPython(findings: Findings): void {
  const { text } = findings;
  if (nestsDeeperThan(maxBracketDepth, text)) return;
  const tree = parsePython(findings);
  findings.keep(tree);
  let constants: Constants | undefined;
  const source: PythonSource = {
    text,
    scalars: new Scalars(findings),
    constants: () => (constants ??= new Constants(tree, text)),
    keepPlaces: findings.options.keepPlaces ?? false,
  };
  const modules = new Modules();
  const expressions = new Expressions(source, modules, findings);
  const cursor = tree.cursor();
  let nodes = 0;
  let enter: boolean;
  do {
    if (++nodes % checkpointNodes === 0) findings.tick(cursor.from);
    const { name } = cursor;
    enter = true;
    if (name === 'CallExpression') noteWeightList(cursor.node, source, expressions, findings);
    if (name === 'ImportStatement') modules.note(text.slice(cursor.from, cursor.to));
    else if (name === 'AssignOp' || name === ':') noteSetting(cursor.node, findings);
    else if (isList(name)) enter = !readBareList(cursor.node, expressions, source, findings);
    else if (operators.has(name)) enter = !readExpression(cursor.node, expressions, source, findings);
  } while (cursor.next(enter));
  findings.train(readTraining(tree, text, findings.options.cells));
  findModels(findings, 'python', tree.topNode);
}

/** Says whether the list was understood, so that nothing within it needs a look. */
function readBareList(
  node: SyntaxNode,
  expressions: Expressions,
  source: PythonSource,
  findings: Findings,
): boolean {
  // A list within a list was looked at with the outer one.
  if (node.parent && isList(node.parent.name)) return false;
  if (isOperand(node, source.text, expressions)) return false;
  return findings.offer(readList(node, source), placeOf(node, findings, false));
}

function readExpression(
  node: SyntaxNode,
  expressions: Expressions,
  source: PythonSource,
  findings: Findings,
): boolean {
  const { text, keepPlaces } = source;
  if (!expressions.looksLikeMatrix(node) || isOperand(node, text, expressions)) return false;
  const value = expressions.value(node);
  const place = placeOf(node, findings, true);
  switch (value?.kind) {
    case 'list':
      return findings.offer(value.block, place);
    case 'flaw':
      findings.reject(value.flaw, place, value.message);
      return true;
    case 'matrix':
      if (everyEntry(value.matrix, Number.isFinite)) {
        findings.add(value.matrix, place, keepPlaces ? writtenWithin(node, source) : undefined);
      } else findings.reject({ kind: 'non-finite', ...place.range }, place);
      return true;
    default:
      return false;
  }
}

/** The only matrix that is written out within an expression. */
function writtenWithin(node: SyntaxNode, source: PythonSource): WrittenMatrix | undefined {
  const found: WrittenMatrix[] = [];
  const cursor = node.cursor();
  let enter: boolean;
  do {
    const block = isList(cursor.name) ? readList(cursor.node, source) : null;
    const written = block && writtenIn(block);
    if (written) found.push(written);
    enter = !written;
  } while (cursor.next(enter) && cursor.from < node.to && found.length < 2);
  return found.length === 1 ? found[0] : undefined;
}

function placeOf(node: SyntaxNode, { text }: Findings, explicit: boolean): Place {
  let naming: ReturnType<typeof nameOf> | undefined;
  const look = () => (naming ??= nameOf(node, text));
  return {
    name: () => look().name,
    range: trimmed(node, text),
    get from() {
      return look().from;
    },
    explicit,
  };
}

/**
 * A node without the blanks at its ends: where an error follows, Lezer lets a node reach up to it over the blanks
 * between, and it takes a byte order mark within a text for a letter.
 */
function trimmed({ from, to }: SyntaxNode, text: string): TextRange {
  let start = from;
  let end = to;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  while (start < end && /\s/.test(text[start]!)) start++;
  return { start, end };
}
