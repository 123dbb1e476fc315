import type { TensorList } from '../candidate';
import type { Findings } from '../findings';
import { tensorOf } from '../tensors';
import type { Expressions } from './expressions';
import { type PythonSource, readList } from './list';
import { nameOf } from './naming';
import { children, isList, readArguments, type SyntaxNode } from './syntax';

type Element = TensorList['elements'][number];

const maxElements = 400;
const maxCalleeLength = 100;
const variable = /^[A-Za-z_][\w.]*$/;

/** At a call, notes the weights that a layer is given in one list: `layer.set_weights([k, r, b])`, `LSTM(4, weights=[…])`. */
export function noteWeightList(
  call: SyntaxNode,
  source: PythonSource,
  expressions: Expressions,
  findings: Findings,
): void {
  const { text } = source;
  const callee = call.firstChild;
  const list = call.lastChild;
  if (!callee || list?.name !== 'ArgList') return;
  const sets =
    callee.name === 'MemberExpression' && /\.set_weights$/.test(text.slice(callee.to - 12, callee.to));
  if (!sets && !/\bweights\s*=/.test(text.slice(list.from, Math.min(list.to, list.from + 400)))) return;
  const args = readArguments(list, text);
  const given = sets ? args?.positional[0] : args?.keywords.get('weights');
  if (!given || !isList(given.name)) return;
  const taker = text.slice(callee.from, Math.min(callee.to, callee.from + maxCalleeLength));
  const name = sets ? text.slice(callee.from, callee.to - '.set_weights'.length) : nameOf(call, text).name;
  const elements = children(given)
    .slice(1, -1)
    .filter((node) => node.name !== ',')
    .slice(0, maxElements)
    .map((node) => elementOf(node, source, expressions));
  findings.noteList({ name, callee: taker, range: { start: given.from, end: given.to }, elements });
}

function elementOf(node: SyntaxNode, source: PythonSource, expressions: Expressions): Element {
  const range = { start: node.from, end: node.to };
  const written = source.text.slice(node.from, Math.min(node.to, node.from + 200));
  if (variable.test(written)) return written;
  const value = isList(node.name) ? null : expressions.value(node);
  if (value?.kind === 'matrix') {
    const { rows, columns, data } = value.matrix;
    return { range, shape: [rows, columns], data };
  }
  const block = isList(node.name) ? readList(node, source) : value?.kind === 'list' ? value.block : null;
  return block && block.rank !== 3 && !block.flaw ? { range, ...tensorOf(block) } : null;
}
