import type { Expression } from './expression';
import type { Scopes, Scope, Variable } from './scopes';

/** Numbers that variables hold: those bound exactly once, to a number. */
export class Numbers {
  private readonly bindings = new Map<Variable, number>();
  private readonly values = new Map<Variable, Expression>();
  private readonly homes = new Map<Variable, Scope>();

  constructor(private readonly scopes: Scopes) {}

  /** Notes that a variable is bound, to a value if that is known. */
  bind(target: Expression, value: Expression | null, scope: Scope): void {
    if (target.kind === 'list') {
      const items = value?.kind === 'list' && value.items.length === target.items.length ? value.items : null;
      target.items.forEach((item, i) => {
        this.bind(item, items?.[i] ?? null, scope);
      });
    } else if (target.kind === 'name') {
      const symbol = this.scopes.resolve(target.path, scope);
      this.bindings.set(symbol, (this.bindings.get(symbol) ?? 0) + 1);
      if (value) this.values.set(symbol, value);
      this.homes.set(symbol, scope);
    }
  }

  /** The number that an expression stands for, or undefined. */
  value(expression: Expression, scope: Scope, depth = 0): number | undefined {
    if (depth > 8) return undefined;
    const at = (index: number): number | undefined => {
      const operand = expression.kind === 'operation' ? expression.operands[index] : undefined;
      return operand && this.value(operand, scope, depth + 1);
    };
    switch (expression.kind) {
      case 'number':
        return Number.isFinite(expression.value) ? expression.value : undefined;
      case 'name':
        return this.named(this.scopes.resolve(expression.path, scope), depth);
      case 'product': {
        const values = expression.factors.map((factor) => this.value(factor, scope, depth + 1));
        return values.reduce((a, b) => (a === undefined || b === undefined ? undefined : a * b), 1);
      }
      case 'operation': {
        const [a, b] = [at(0), at(1)];
        if (a === undefined) return undefined;
        if (expression.operands.length === 1)
          return expression.operator === '-' ? -a : expression.operator === '+' ? a : undefined;
        if (b === undefined) return undefined;
        return arithmetic(expression.operator, a, b);
      }
      default:
        return undefined;
    }
  }

  /** The number that a variable holds. */
  named(symbol: Variable, depth = 0): number | undefined {
    const value = this.values.get(symbol);
    const home = this.homes.get(symbol);
    if (!value || !home || this.bindings.get(symbol) !== 1) return undefined;
    return this.value(value, home, depth + 1);
  }
}

/** a ∘ b, for the operators that count steps and shares; undefined for any other. */
export function arithmetic(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
    case '//':
      return b === 0 ? undefined : Math.floor(a / b);
    case '**':
    case '^':
      return a ** b;
    default:
      return undefined;
  }
}
