import { partsOf } from '../evidence/flow/parts';
import type { Expression, FunctionNode, Statement } from '../evidence/flow/expression';
import type { Scope, Scopes } from '../evidence/flow/scopes';

export type CallExpression = Expression & { readonly kind: 'call' };

/** What has to hold, or must not, for a statement to run. */
export interface Condition {
  readonly expression: Expression;
  readonly holds: boolean;
}

/** What is around a statement. */
export interface Surroundings {
  readonly scope: Scope;
  /** Of the branches around it, the outermost first. */
  readonly conditions: readonly Condition[];
  /** The loops around it, the outermost first. */
  readonly loops: readonly (Statement & { readonly kind: 'loop' })[];
}

/** A call with where it stands. */
export interface CallSite extends Surroundings {
  readonly call: CallExpression;
  /** What its statement assigns to; null where it assigns to nothing, or to several. */
  readonly target: Expression | null;
  /** The expressions around it, the outermost first. */
  readonly around: readonly Expression[];
  readonly statement: Statement;
}

/** An assignment or another statement, with where it stands. */
export interface StatementSite extends Surroundings {
  readonly statement: Statement;
}

/** More calls than this are a generated file. */
const maxSites = 20_000;
const maxDepth = 60;

/** Every statement and call of a program in the order of the text. Nothing is executed. */
export class Program {
  readonly calls: CallSite[] = [];
  readonly statements: StatementSite[] = [];
  /** The calls by the last name of what they call. */
  private readonly byName = new Map<string, CallSite[]>();

  constructor(
    readonly body: readonly Statement[],
    readonly scopes: Scopes,
  ) {
    this.block(body, { scope: scopes.file, conditions: [], loops: [] }, 0);
  }

  /** The calls of a function or class by its last name. */
  callsTo(name: string): readonly CallSite[] {
    return this.byName.get(name) ?? [];
  }

  private block(block: readonly Statement[], around: Surroundings, depth: number): void {
    if (depth > maxDepth) return;
    let chain: (Statement & { readonly kind: 'run' })[] = [];
    let isUsed = false;
    for (const statement of block) {
      if (this.calls.length > maxSites || this.statements.length > maxSites) return;
      this.statements.push({ ...around, statement });
      if (statement.kind === 'branch') {
        const conditions = [...around.conditions, ...conditionsOf(chain, statement, isUsed)];
        this.block(statement.body, { ...around, conditions }, depth + 1);
        isUsed = true;
        continue;
      }
      isUsed = false;
      // The conditions of one `if` stand before its branches and span them all.
      const [first] = chain;
      if (statement.kind !== 'run') chain = [];
      else
        chain =
          first?.from === statement.from && first.to === statement.to ? [...chain, statement] : [statement];
      this.inside(statement, around, depth);
    }
  }

  private inside(statement: Statement, around: Surroundings, depth: number): void {
    const { scope } = around;
    const site = { ...around, statement, target: null, around: [] };
    switch (statement.kind) {
      case 'assign': {
        const [target] = statement.targets;
        const only = statement.targets.length === 1 && target && target.kind !== 'list' ? target : null;
        this.expression(statement.value, { ...site, target: only });
        break;
      }
      case 'run':
      case 'give':
      case 'assert':
        this.expression(statement.value, site);
        break;
      case 'loop':
        if (statement.over) this.expression(statement.over, site);
        this.block(statement.body, { ...around, loops: [...around.loops, statement] }, depth + 1);
        break;
      case 'define':
        this.function(statement.function, scope, depth);
        break;
      case 'class':
        this.block(
          statement.body,
          { scope: this.scopes.withinClass(statement), conditions: [], loops: [] },
          depth + 1,
        );
        break;
      default:
    }
  }

  private function(function_: FunctionNode, outer: Scope, depth: number): void {
    const scope = this.scopes.within(function_, outer);
    this.block(function_.body, { scope, conditions: [], loops: [] }, depth + 1);
  }

  private expression(expression: Expression, site: Omit<CallSite, 'call'>): void {
    if (site.around.length > maxDepth || this.calls.length > maxSites) return;
    if (expression.kind === 'function') {
      this.function(expression.function, site.scope, site.around.length);
      return;
    }
    const around = [...site.around, expression];
    if (expression.kind === 'call') {
      const found = { ...site, call: expression };
      this.calls.push(found);
      const name = expression.callee.slice(expression.callee.lastIndexOf('.') + 1);
      const known = this.byName.get(name);
      if (known) known.push(found);
      else this.byName.set(name, [found]);
    }
    for (const part of partsOf(expression)) this.expression(part, { ...site, around });
  }
}

/** The last condition holds, unless the branch is an `else`, and those before it do not. */
function conditionsOf(
  chain: readonly (Statement & { readonly kind: 'run' })[],
  branch: Statement,
  isElse: boolean,
): Condition[] {
  const spanning = chain.filter(({ from, to }) => from <= branch.from && branch.to <= to);
  return spanning.map(({ value }, i) => ({ expression: value, holds: i === spanning.length - 1 && !isElse }));
}
