import { children, type SyntaxNode } from './syntax';

const highestIndex = 1000;

/** What a value is called, and where the statement or pair begins that calls it so. */
export interface Naming {
  readonly name: string;
  readonly from: number;
}

/** The name of the value that a node stands for: assignment target, keyword, dictionary key, or `matrix`. */
export function nameOf(node: SyntaxNode, text: string): Naming {
  const suffixes: string[] = [];
  let current = node;
  for (let parent = current.parent; parent; current = parent, parent = current.parent) {
    const found = nameIn(parent, current, text);
    if (found) return { name: found.name + suffixes.reverse().join(''), from: found.from };
    if (parent.name === 'ArrayExpression' || parent.name === 'TupleExpression') {
      suffixes.push(indexOf(parent, current));
    } else if (parent.name !== 'ParenthesizedExpression') break;
  }
  return { name: 'matrix' + suffixes.reverse().join(''), from: node.from };
}

function nameIn(parent: SyntaxNode, value: SyntaxNode, text: string): Naming | null {
  const source = (node: SyntaxNode) => text.slice(node.from, node.to);
  const key = value.prevSibling;
  switch (parent.name) {
    case 'AssignStatement': {
      const target = targetOf(parent, value);
      return target && { name: source(target), from: parent.from };
    }
    case 'ArgList':
    case 'ParamList': {
      const name = key?.name === 'AssignOp' ? skipType(key.prevSibling) : null;
      return name ? { name: source(name), from: name.from } : receiverOf(parent, text);
    }
    case 'TupleExpression': {
      // ('rnn.weight_hh_l0', tensor([[…]])) as an OrderedDict is printed and written
      const first = parent.firstChild?.nextSibling;
      const isPair = first?.name === 'String' && key?.name === ',' && key.prevSibling?.from === first.from;
      return isPair ? { name: unquote(source(first)), from: first.from } : null;
    }
    case 'NamedExpression':
      return parent.firstChild && { name: source(parent.firstChild), from: parent.from };
    case 'DictionaryExpression': {
      const name = key?.name === ':' ? key.prevSibling : null;
      return name && { name: unquote(source(name)), from: name.from };
    }
    default:
      return null;
  }
}

/** `rnn.weight_hh_l0` of `rnn.weight_hh_l0.copy_(…)`: the tensor that takes the value. */
function receiverOf(list: SyntaxNode, text: string): Naming | null {
  const call = list.parent;
  const callee = call?.name === 'CallExpression' ? call.firstChild : null;
  if (callee?.name !== 'MemberExpression') return null;
  const written = text.slice(callee.from, callee.to);
  const receiver = /^([\w.[\]'"]{1,200})\.(?:copy_|assign|set_value|set_data)$/.exec(written)?.[1];
  return receiver === undefined ? null : { name: receiver, from: callee.from };
}

/** The target that an assigned value goes to: `a` and `b` for the two values of `a, b = x, y`. */
function targetOf(statement: SyntaxNode, value: SyntaxNode): SyntaxNode | null {
  const nodes = children(statement);
  const first = nodes.findIndex(({ name }) => name === 'AssignOp');
  const last = nodes.findLastIndex(({ name }) => name === 'AssignOp');
  const targets = nodes.slice(0, first).filter(({ name }) => name !== ',' && name !== 'TypeDef');
  const values = nodes.slice(last + 1).filter(({ name }) => name !== ',');
  const index = values.findIndex(({ from }) => from === value.from);
  return targets.length === values.length ? (targets[index] ?? null) : null;
}

function skipType(node: SyntaxNode | null): SyntaxNode | null {
  return node?.name === 'TypeDef' ? node.prevSibling : node;
}

/** `[2]` for the third item of a list; nothing for one so far back that counting would be slow. */
function indexOf(list: SyntaxNode, item: SyntaxNode): string {
  let index = 0;
  // Forward, because Lezer finds a previous sibling by searching from the first.
  for (let node = list.firstChild; node && node.from < item.from; node = node.nextSibling) {
    if (node.name === ',' && ++index > highestIndex) return '';
  }
  return `[${index}]`;
}

function unquote(key: string): string {
  return key.replace(/^[a-zA-Z]?(['"])(.*)\1$/s, '$2');
}
