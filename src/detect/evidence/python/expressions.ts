import { plainNumber } from '../../expression/plain';
import { children, isList, type SyntaxNode } from '../../python/syntax';
import type { Expression, FunctionNode, Parameter, Statement } from '../flow/expression';
import type { Literals } from '../literals';

/** Expressions nested deeper are not followed. */
const maxDepth = 60;
const maxKeyChars = 80;
const comprehensions =
  /^(?:ArrayComprehension|Comprehension|SetComprehension|DictionaryComprehension)Expression$/;

/** Turns Lezer's nodes into expressions. */
export class PythonExpressions {
  constructor(
    private readonly text: string,
    private readonly literals: Literals,
  ) {}

  /** The expression that a node stands for; never fails, for what is not understood is `other`. */
  read(node: SyntaxNode | null, depth = 0): Expression {
    if (!node) return { kind: 'other', parts: [], from: 0, to: 0 };
    const from = node.from;
    const to = this.end(node);
    const index = this.literals.at(from, to);
    if (index !== undefined) return { kind: 'matrix', index, from, to };
    if (depth > maxDepth) return { kind: 'other', parts: [], from, to };
    const at = { from, to };
    const down = (child: SyntaxNode | null): Expression => this.read(child, depth + 1);
    switch (node.name) {
      case 'VariableName':
        return { kind: 'name', path: this.source(node), ...at };
      case 'Number':
        return { kind: 'number', value: plainNumber(this.source(node)) ?? NaN, ...at };
      case 'String':
        return { kind: 'text', value: unquote(this.source(node)), ...at };
      case 'MemberExpression':
        return this.member(node, depth);
      case 'CallExpression':
        return this.call(node, depth);
      case 'BinaryExpression':
        return this.binary(node, depth);
      case 'UnaryExpression': {
        const operator = node.firstChild ? this.source(node.firstChild) : '';
        return { kind: 'operation', operator, operands: [down(node.lastChild)], ...at };
      }
      case 'ParenthesizedExpression':
      case 'AwaitExpression':
        return down(node.firstChild?.nextSibling ?? null);
      case 'ConditionalExpression': {
        const parts = children(node);
        const [first, , condition] = parts;
        const branches = [down(first ?? null), down(parts.at(-1) ?? null)];
        return { kind: 'choice', branches, ...(condition ? { condition: down(condition) } : {}), ...at };
      }
      case 'LambdaExpression':
        return { kind: 'function', function: this.lambda(node, depth), ...at };
      case 'NamedExpression':
        return { kind: 'bind', target: down(node.firstChild), value: down(node.lastChild), ...at };
      case 'DictionaryExpression':
        return this.dictionary(node, depth);
      default:
        if (isList(node.name)) {
          const items = children(node).filter(({ name }) => !/^(?:[,()[\]*⚠])$/.test(name));
          return { kind: 'list', items: items.map(down), ...at };
        }
        if (comprehensions.test(node.name)) return this.comprehension(node, depth);
        return { kind: 'other', parts: this.parts(node, depth), ...at };
    }
  }

  /** What a function takes. */
  parameters(list: SyntaxNode | null): Parameter[] {
    const found: Parameter[] = [];
    const nodes = list ? children(list) : [];
    nodes.forEach((node, i) => {
      if (node.name !== 'VariableName' || nodes[i - 1]?.name === 'AssignOp') return;
      const type = nodes[i + 1]?.name === 'TypeDef' ? 1 : 0;
      const otherwise = nodes[i + 1 + type]?.name === 'AssignOp' ? nodes[i + 2 + type] : undefined;
      const name = this.source(node);
      found.push(otherwise ? { name, otherwise: this.read(otherwise) } : { name });
    });
    return found;
  }

  /** The positional ones of a list of arguments, as of a class's bases. */
  arguments(list: SyntaxNode | null): Expression[] {
    return list ? this.parts(list, 0) : [];
  }

  /** `@click.option('--size', default=64)` as the call that it is. */
  decorator(node: SyntaxNode): Expression {
    const source = this.source(node);
    const call = this.call(node, 0);
    const callee = source.slice(1, Math.max(1, source.indexOf('('))).trim();
    return call.kind === 'call' ? { ...call, callee, receiver: null } : call;
  }

  source({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  private parts(node: SyntaxNode, depth: number): Expression[] {
    return children(node)
      .filter(({ firstChild, name }) => firstChild !== null || /Name$|^Number$|^String$/.test(name))
      .map((child) => this.read(child, depth + 1));
  }

  private member(node: SyntaxNode, depth: number): Expression {
    const at = { from: node.from, to: this.end(node) };
    const object = node.firstChild;
    const last = node.lastChild;
    // Lezer reads `0.` as an unfinished member access.
    if (object?.name === 'Number') {
      return { kind: 'number', value: plainNumber(this.text.slice(at.from, at.to)) ?? NaN, ...at };
    }
    const of = this.read(object, depth + 1);
    if (last?.name === 'PropertyName') {
      const property = this.source(last);
      if (/^(?:T|mT|H)$/.test(property) && !holdsSizes(of)) return { kind: 'transpose', of, ...at };
      if (of.kind === 'name') return { kind: 'name', path: `${of.path}.${property}`, ...at };
      return { kind: 'other', parts: [of], ...at };
    }
    const inside = children(node).slice(2, -1);
    const [key] = inside;
    if (inside.length === 1 && key?.name === 'String' && of.kind === 'name') {
      const name = unquote(this.source(key));
      if (name.length <= maxKeyChars) return { kind: 'name', path: `${of.path}.${name}`, ...at };
    }
    const bracket = object?.nextSibling;
    const index = bracket ? this.text.slice(bracket.to, Math.max(bracket.to, at.to - 1)) : '';
    const indices = inside
      .filter(({ name }) => !/^[,:⚠]$/.test(name))
      .map((child) => this.read(child, depth + 1));
    return { kind: 'element', of, index: index.slice(0, maxKeyChars), indices, ...at };
  }

  private call(node: SyntaxNode, depth: number): Expression {
    const at = { from: node.from, to: this.end(node) };
    const function_ = node.firstChild;
    const list = node.lastChild;
    const positional: Expression[] = [];
    const keywords = new Map<string, Expression>();
    if (list?.name === 'ArgList') {
      const nodes = children(list).slice(1);
      if (nodes.some(({ name }) => name === 'for')) {
        positional.push(this.comprehension(list, depth));
      } else {
        for (let i = 0; i < nodes.length; i++) {
          const argument = nodes[i]!;
          if (/^[,)*⚠]$|^\*\*$/.test(argument.name)) continue;
          const value = nodes[i + 2];
          if (nodes[i + 1]?.name === 'AssignOp' && value) {
            keywords.set(this.source(argument), this.read(value, depth + 1));
            i += 2;
          } else positional.push(this.read(argument, depth + 1));
        }
      }
    }
    const named = this.read(function_, depth + 1);
    const isMethod = function_?.name === 'MemberExpression' && function_.lastChild?.name === 'PropertyName';
    const receiver = isMethod ? this.read(function_.firstChild, depth + 1) : null;
    let callee = named.kind === 'name' ? named.path : '';
    if (callee === '' && isMethod) callee = `.${this.source(function_.lastChild!)}`;
    if (receiver?.kind === 'name' || receiver?.kind === 'text') {
      return { kind: 'call', callee, receiver, positional, keywords, ...at };
    }
    const other = isMethod ? receiver : named.kind === 'name' ? null : named;
    return { kind: 'call', callee, receiver: other, positional, keywords, ...at };
  }

  private binary(node: SyntaxNode, depth: number): Expression {
    const at = { from: node.from, to: this.end(node) };
    const left = this.read(node.firstChild, depth + 1);
    const right = this.read(node.lastChild, depth + 1);
    const sign = node.firstChild?.nextSibling;
    const operator = sign ? this.source(sign) : '';
    if (operator !== '@') return { kind: 'operation', operator, operands: [left, right], ...at };
    // `A @ B @ x` is one product.
    const isChain = left.kind === 'product' && node.firstChild?.name === 'BinaryExpression';
    return { kind: 'product', factors: isChain ? [...left.factors, right] : [left, right], ...at };
  }

  private lambda(node: SyntaxNode, depth: number): FunctionNode {
    const value = this.read(node.lastChild, depth + 1);
    const at = { from: node.from, to: this.end(node) };
    const parameters = this.parameters(node.getChild('ParamList'));
    const body: Statement[] = [{ kind: 'give', value, ...at }];
    return { name: '', parameters, body, ...at };
  }

  private dictionary(node: SyntaxNode, depth: number): Expression {
    const entries: [string, Expression][] = [];
    const nodes = children(node);
    nodes.forEach((key, i) => {
      const value = nodes[i + 2];
      if (nodes[i + 1]?.name !== ':' || !value) return;
      entries.push([
        key.name === 'String' ? unquote(this.source(key)).slice(0, maxKeyChars) : '',
        this.read(value, depth + 1),
      ]);
    });
    return { kind: 'pairs', entries, from: node.from, to: this.end(node) };
  }

  private comprehension(node: SyntaxNode, depth: number): Expression {
    const nodes = children(node);
    const start = nodes.findIndex(({ name }) => name === 'for');
    const middle = nodes.findIndex(({ name }, i) => name === 'in' && i > start);
    const at = { from: node.from, to: this.end(node) };
    const targets = nodes.slice(start + 1, middle).filter(({ name }) => name !== ',');
    const read = (list: readonly SyntaxNode[]) => list.map((child) => this.read(child, depth + 1));
    const target: Expression = { kind: 'list', items: read(targets), ...at };
    const bodies = nodes.slice(1, start).filter(({ name }) => !/^[:,]$/.test(name));
    const body: Expression =
      bodies.length === 1 ? read(bodies)[0]! : { kind: 'other', parts: read(bodies), ...at };
    const over = this.read(nodes[middle + 1] ?? null, depth + 1);
    return {
      kind: 'each',
      target: targets.length === 1 ? target.items[0]! : target,
      over,
      body,
      ...at,
    };
  }

  /** Where an error follows, Lezer lets a node reach up to it over the blanks between. */
  private end({ from, to }: SyntaxNode): number {
    let end = to;
    while (end > from && /\s/.test(this.text[end - 1]!)) end--;
    return end;
  }
}

function unquote(source: string): string {
  return source.replace(/^[a-zA-Z]{0,2}('''|"""|'|")([\s\S]*)\1$/, '$2');
}

/** `self.H`, `args.T`: a size or a length of an object that is no matrix, and not its transpose. */
function holdsSizes(of: Expression): boolean {
  return (
    of.kind === 'name' &&
    /^(?:(?:self|cls)\.?)?(?:self|cls|args?|opts?|options|cfg|conf|config|hparams|hps?|params|flags)?$/i.test(
      of.path,
    )
  );
}
