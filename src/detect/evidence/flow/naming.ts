import { isModule, literalSymbol } from './arguments';
import { keeping, lastName, transposing } from './calls';
import type { Numbers } from './constants';
import type { Expression } from './expression';
import type { Scope, Scopes } from './scopes';
import type { Factor } from './source';

/** Which variables expressions stand for. */
export class Naming {
  constructor(
    private readonly scopes: Scopes,
    private readonly numbers: Numbers,
  ) {}

  /** The variable that an expression stands for, perhaps transposed; null for anything computed. */
  plain(expression: Expression, scope: Scope): Factor | null {
    switch (expression.kind) {
      case 'name':
        return { symbol: this.scopes.resolve(expression.path, scope), transposed: false };
      case 'matrix':
        return { symbol: literalSymbol(expression.index), transposed: false };
      case 'transpose': {
        const inner = this.plain(expression.of, scope);
        return inner && { ...inner, transposed: !inner.transposed };
      }
      case 'element': {
        const [index] = expression.indices;
        const value = expression.indices.length === 1 && index ? this.numbers.value(index, scope) : undefined;
        const list = value === undefined ? null : this.plain(expression.of, scope);
        return list && !list.transposed ? { symbol: `${list.symbol}[${value}]`, transposed: false } : null;
      }
      case 'call': {
        const name = lastName(expression.callee);
        if (!keeping.has(name)) return null;
        const isMethod = expression.receiver !== null && !isModule(expression.receiver);
        const [first] = expression.positional;
        const of = isMethod ? expression.receiver : first;
        const inner = of ? this.plain(of, scope) : null;
        return inner && transposing.has(name) ? { ...inner, transposed: !inner.transposed } : inner;
      }
      default:
        return null;
    }
  }

  /** As `plain`; a single entry of a 1×1 matrix counts as the matrix. */
  factor(expression: Expression, scope: Scope): Factor | null {
    const plain = this.plain(expression, scope);
    if (plain) return plain;
    // float(W), W.item()
    return expression.kind === 'element' ? this.corner(expression, scope) : null;
  }

  /** `W[0, 0]`, `W[0][0]` */
  corner(expression: Expression & { kind: 'element' }, scope: Scope): Factor | null {
    const zero = (index: Expression): boolean =>
      index.kind === 'number' && (index.value === 0 || index.value === 1);
    if (!expression.indices.every(zero) || expression.indices.length === 0) return null;
    const of = expression.of.kind === 'element' ? expression.of.of : expression.of;
    const plain = this.plain(of, scope);
    return plain && expression.indices.length + (of === expression.of ? 0 : 1) === 2
      ? { symbol: `${plain.symbol}[0,0]`, transposed: plain.transposed }
      : null;
  }
}
