import { children, isList, type SyntaxNode } from './syntax';

/** Functions and methods that multiply matrices. */
const multiplying = /^(?:dot|matmul|mm|mv|matvec|__matmul__)$/;

/** What an expression looks like from outside. */
interface Looks {
  readonly isMatrix: (node: SyntaxNode | null) => boolean;
  /** Whether a call makes an array of its argument. */
  readonly makesArray: (call: SyntaxNode | null) => boolean;
}

/**
 * Whether a literal is but a part of an expression that was not understood: an operand of `**` or `%`, sliced,
 * compared, chosen by a condition, changed by a method, multiplied by another literal. What it amounts to there is not
 * known, so nothing is said of it. What multiplies a variable, and an argument of a function, is a literal of its own,
 * without the assignment's name.
 */
export function isOperand(node: SyntaxNode, text: string, { isMatrix, makesArray }: Looks): boolean {
  let child = node;
  let parent = node.parent;
  while (parent && (parent.name === 'ParenthesizedExpression' || isList(parent.name))) {
    [child, parent] = [parent, parent.parent];
  }
  switch (parent?.name) {
    case 'BinaryExpression':
      return source(parent.firstChild?.nextSibling, text) !== '@' || others(parent, child).some(isMatrix);
    case 'UpdateStatement':
      return source(parent.getChild('UpdateOp'), text) !== '@=';
    case 'UnaryExpression':
    case 'ConditionalExpression':
      return true;
    case 'MemberExpression':
      return !isFactor(parent, child, text, isMatrix);
    case 'ArgList':
      if (isList(node.name) && (isUnpacked(child, parent) || makesArray(parent.parent))) return true;
      return multiplies(parent.prevSibling, text) && factorsOf(parent, child).some(isMatrix);
    default:
      return false;
  }
}

/** `np.array(…).dot(h)` */
function isFactor(
  member: SyntaxNode,
  object: SyntaxNode,
  text: string,
  isMatrix: Looks['isMatrix'],
): boolean {
  const list = member.nextSibling;
  if (list?.name !== 'ArgList' || member.firstChild?.from !== object.from) return false;
  return multiplies(member, text) && !children(list).some(isMatrix);
}

function multiplies(callee: SyntaxNode | null, text: string): boolean {
  const name = callee?.name === 'MemberExpression' ? callee.lastChild : callee;
  return /Name$/.test(name?.name ?? '') && multiplying.test(source(name, text));
}

/** What an argument is multiplied by: the other arguments, and what the method is called on. */
function factorsOf(list: SyntaxNode, argument: SyntaxNode): SyntaxNode[] {
  const object = list.prevSibling?.name === 'MemberExpression' ? list.prevSibling.firstChild : null;
  return [...others(list, argument), ...(object ? [object] : [])];
}

function others(parent: SyntaxNode, child: SyntaxNode): SyntaxNode[] {
  return children(parent).filter(({ from }) => from !== child.from);
}

/** `f(*[[1, 2], [3, 4]])` */
function isUnpacked(argument: SyntaxNode, list: SyntaxNode): boolean {
  const nodes = children(list);
  const at = nodes.findIndex(({ from }) => from === argument.from);
  return at > 0 && /^\*\*?$/.test(nodes[at - 1]!.name);
}

function source(node: SyntaxNode | null | undefined, text: string): string {
  return node ? text.slice(node.from, node.to) : '';
}
