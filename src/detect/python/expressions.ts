import { diagonalMatrix } from '../../core/linalg/diagonal';
import { zeros } from '../../core/linalg/matrix';
import type { Findings } from '../findings';
import { describeTooLarge } from '../problem';
import {
  type CallKind,
  callKind,
  integerRange,
  keepingMethods,
  otherTypes,
  transposingMethods,
} from './calls';
import { isMistake, ofType } from './entries';
import { type PythonSource, readList } from './list';
import type { Modules } from './modules';
import { type Arguments, isList, readArguments, type SyntaxNode } from './syntax';
import { combine, scaled, transposed, type Value } from './value';

/** Calls and operators nested deeper than this are not followed. */
const maxDepth = 32;
/** A callee (`torch.nn.Parameter`) is shorter than this. */
const maxCalleeLength = 100;

/** Works out what expressions stand for, from the syntax tree; nothing is executed. */
export class Expressions {
  constructor(
    private readonly source: PythonSource,
    private readonly modules: Modules,
    private readonly findings: Findings,
  ) {}

  /** As `looksLikeMatrix`, for those that ask of any node. */
  readonly isMatrix = (node: SyntaxNode | null): boolean => this.looksLikeMatrix(node);

  /** Whether a call makes an array of what it is given. */
  readonly makesArray = (call: SyntaxNode | null): boolean =>
    call?.name === 'CallExpression' && this.kindOf(call) === 'array';

  /** Whether an expression makes a matrix as far as its outermost calls and operators tell. Cheap. */
  looksLikeMatrix(node: SyntaxNode | null, depth = 0): boolean {
    if (!node || depth > maxDepth) return false;
    switch (node.name) {
      case 'CallExpression':
        return (
          this.kindOf(node) !== null || this.looksLikeMatrix(this.methodOf(node)?.object ?? null, depth + 1)
        );
      case 'MemberExpression':
        return (
          /^(?:m?T|H)$/.test(this.propertyOf(node) ?? '') && this.looksLikeMatrix(node.firstChild, depth + 1)
        );
      case 'ParenthesizedExpression':
        return this.looksLikeMatrix(operand(node), depth + 1);
      case 'UnaryExpression':
        return this.looksLikeMatrix(node.lastChild, depth + 1);
      case 'BinaryExpression':
        return (
          this.looksLikeMatrix(node.firstChild, depth + 1) || this.looksLikeMatrix(node.lastChild, depth + 1)
        );
      default:
        return false;
    }
  }

  /** What an expression stands for. */
  value(node: SyntaxNode | null, depth = 0): Value {
    if (!node || depth > maxDepth) return null;
    if (!this.looksLikeMatrix(node)) return this.scalar(node);
    switch (node.name) {
      case 'CallExpression':
        return this.call(node, depth);
      case 'MemberExpression':
        return transposed(this.value(node.firstChild, depth + 1));
      case 'ParenthesizedExpression':
        return this.value(operand(node), depth + 1);
      case 'UnaryExpression': {
        const sign = this.read(node.firstChild);
        const inner = sign === '-' || sign === '+' ? this.value(node.lastChild, depth + 1) : null;
        return sign === '-' ? scaled(inner, -1) : inner;
      }
      case 'BinaryExpression':
        return this.binary(node, depth);
      default:
        return null;
    }
  }

  private binary(node: SyntaxNode, depth: number): Value {
    const [left, right] = [node.firstChild, node.lastChild];
    const operator = this.read(left?.nextSibling ?? null);
    // The plain side first: where it is a variable, the other side need not be read.
    if (this.looksLikeMatrix(left) && !this.looksLikeMatrix(right)) {
      const scalar = this.value(right, depth + 1);
      return scalar && combine(operator, this.value(left, depth + 1), scalar);
    }
    const first = this.value(left, depth + 1);
    return first && combine(operator, first, this.value(right, depth + 1));
  }

  private call(node: SyntaxNode, depth: number): Value {
    const list = node.lastChild;
    const args = list?.name === 'ArgList' ? readArguments(list, this.source.text) : null;
    if (!args) return null;
    switch (this.kindOf(node)) {
      case 'array':
        return this.array(node, args, depth);
      case 'identity':
        return this.identity(node, args);
      case 'diagonal':
        return this.diagonal(node, args, depth);
      case null:
        return this.method(node, args, depth);
    }
  }

  private array(node: SyntaxNode, { positional, keywords }: Arguments, depth: number): Value {
    const names = ['object', 'data', 'value', 'a', 'initial_value'];
    const first = positional[0] ?? names.map((name) => keywords.get(name)).find(Boolean);
    if (!first) return null;
    const maker = this.functionOf(node) ?? '';
    const type = integerRange(maker) ? maker : this.read(positional[1] ?? keywords.get('dtype') ?? null);
    if (!isList(first.name)) {
      return this.looksLikeMatrix(first) ? ofType(this.value(first, depth + 1), type) : null;
    }
    const block = readList(first, this.source);
    if (!block) return null;
    const { rank, flaw } = block;
    // Of a vector only what an enclosing `np.diag` makes of it is of interest; names are normal in code.
    if (flaw && (rank !== 1 || flaw.kind === 'elided' || flaw.kind === 'syntax')) {
      return rank !== 3 && isMistake(block) && !otherTypes.test(type) ? { kind: 'flaw', flaw } : null;
    }
    return ofType({ kind: 'list', block }, type);
  }

  private identity(node: SyntaxNode, { positional, keywords }: Arguments): Value {
    const order = positional[0] ?? keywords.get('N') ?? keywords.get('n') ?? keywords.get('num_rows') ?? null;
    const width = positional[1] ?? keywords.get('M') ?? keywords.get('m') ?? keywords.get('num_columns');
    const offset = positional[2] ?? keywords.get('k');
    const rows = this.size(order);
    const columns = width ? this.size(width) : rows;
    if (rows === null || columns === null || (offset && this.read(offset) !== '0')) return null;
    if (rows === 0 || columns === 0) return null;
    if (!this.findings.mayGenerate(rows, columns)) return this.tooLarge(node, rows, columns);
    if (rows === columns) return { kind: 'matrix', matrix: diagonalMatrix(new Float64Array(rows).fill(1)) };
    const matrix = zeros(rows, columns);
    for (let i = 0; i < Math.min(rows, columns); i++) matrix.data[i * columns + i] = 1;
    return { kind: 'matrix', matrix };
  }

  private diagonal(node: SyntaxNode, { positional, keywords }: Arguments, depth: number): Value {
    const first = positional[0];
    const offset = positional[1] ?? keywords.get('k') ?? keywords.get('diagonal');
    if (!first || (offset && this.read(offset) !== '0')) return null;
    const list = isList(first.name) ? readList(first, this.source) : null;
    const inner = list ?? (this.looksLikeMatrix(first) ? this.value(first, depth + 1) : null);
    if (!inner) return null;
    if ('kind' in inner && inner.kind !== 'list') return inner.kind === 'flaw' ? inner : null;
    const block = 'kind' in inner ? inner.block : inner;
    // The diagonal of a matrix is a vector: the matrix itself is found below.
    if (block.rank !== 1) return null;
    if (block.flaw) return isMistake(block) ? { kind: 'flaw', flaw: block.flaw } : null;
    const n = block.columns;
    if (!this.findings.mayGenerate(n, n)) return this.tooLarge(node, n, n);
    return { kind: 'matrix', matrix: diagonalMatrix(block.values) };
  }

  private method(node: SyntaxNode, args: Arguments, depth: number): Value {
    const method = this.methodOf(node);
    if (!method) return null;
    if (keepingMethods.has(method.name)) {
      return ofType(
        this.value(method.object, depth + 1),
        this.read(args.positional[0] ?? args.keywords.get('dtype') ?? null),
      );
    }
    if (!transposingMethods.has(method.name) || args.positional.length > 0) return null;
    return transposed(this.value(method.object, depth + 1));
  }

  private tooLarge({ from: start, to: end }: SyntaxNode, rows: number, columns: number): Value {
    const message = describeTooLarge(rows, columns, this.findings.options.maxEntries);
    return { kind: 'flaw', flaw: { kind: 'too-large', start, end }, message };
  }

  private scalar(node: SyntaxNode): Value {
    const value = this.number(node);
    return value === undefined ? null : { kind: 'scalar', value };
  }

  /** A size written as a number, or by a variable with a known one. */
  private size(node: SyntaxNode | null): number | null {
    const value = node ? this.number(node) : undefined;
    return value !== undefined && Number.isInteger(value) && value >= 0 ? value : null;
  }

  private number({ from, to }: SyntaxNode): number | undefined {
    const { text, scalars, constants } = this.source;
    return scalars.value(text.slice(from, to), (name) => constants().at(name, from));
  }

  private kindOf(call: SyntaxNode): CallKind | null {
    return callKind(this.functionOf(call));
  }

  /** The plain name of the array function that is called, if it is one. */
  private functionOf(call: SyntaxNode): string | undefined {
    const callee = this.read(call.firstChild);
    return /^[\w.]+$/.test(callee) ? this.modules.functionName(callee) : undefined;
  }

  private methodOf(call: SyntaxNode): { name: string; object: SyntaxNode } | null {
    const member = call.firstChild;
    if (member?.name !== 'MemberExpression') return null;
    const name = this.propertyOf(member);
    const known = name !== null && (keepingMethods.has(name) || transposingMethods.has(name));
    return known && member.firstChild ? { name, object: member.firstChild } : null;
  }

  private propertyOf(member: SyntaxNode): string | null {
    const property = member.lastChild;
    return property?.name === 'PropertyName' ? this.read(property) : null;
  }

  /** The source of a short node, empty for a long one. */
  private read(node: SyntaxNode | null): string {
    return node && node.to - node.from <= maxCalleeLength ? this.source.text.slice(node.from, node.to) : '';
  }
}

/** What stands in parentheses. */
function operand(node: SyntaxNode): SyntaxNode | null {
  return node.firstChild?.nextSibling ?? null;
}
