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
      return name && { name: source(name), from: name.from };
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
