import { children, type SyntaxNode } from '../../python/syntax';
import type { Expression, FunctionNode, Statement } from '../flow/expression';
import type { Literals } from '../literals';
import { PythonExpressions } from './expressions';

const maxDepth = 40;
/** Statements that hold blocks which may or may not run. */
const branches = /^(?:If|With|Try|Match)Statement$/;

const optionDecorator = /^@(?:\w+\.)?option\(/;

/** Reads a Python file as the flow of its values. */
export function readPythonFlow(top: SyntaxNode, text: string, literals: Literals): Statement[] {
  return withAddedMethods(new PythonStatements(new PythonExpressions(text, literals)).block(top, 0));
}

/** Functions that a decorator or an assignment (`Net.forward = forward`) adds to a class, as methods of it. */
function withAddedMethods(program: readonly Statement[]): Statement[] {
  const added = new Map<string, Statement[]>();
  const owners = assignedOwners(program);
  const rest = program.filter((statement) => {
    const { name = '', parameters = [] } = statement.kind === 'define' ? statement.function : {};
    const isMethod = parameters[0]?.name === 'self';
    const owner =
      statement.kind === 'define'
        ? (statement.owner ?? (isMethod ? owners.get(name) : undefined))
        : undefined;
    if (owner === undefined) return true;
    added.set(owner, [...(added.get(owner) ?? []), statement]);
    return false;
  });
  if (added.size === 0) return rest;
  return rest.map((statement) =>
    statement.kind === 'class'
      ? { ...statement, body: [...statement.body, ...(added.get(statement.name) ?? [])] }
      : statement,
  );
}

/** The class of the file that each function is assigned to by its own name or another. */
function assignedOwners(program: readonly Statement[]): ReadonlyMap<string, string> {
  const classes = new Set(
    program.flatMap((statement) => (statement.kind === 'class' ? [statement.name] : [])),
  );
  const owners = new Map<string, string>();
  for (const statement of program) {
    const [target] = statement.kind === 'assign' ? statement.targets : [];
    if (statement.kind !== 'assign' || target?.kind !== 'name' || statement.value.kind !== 'name') continue;
    const [owner = '', method] = target.path.split('.');
    if (method !== undefined && classes.has(owner)) owners.set(statement.value.path, owner);
  }
  return owners;
}

class PythonStatements {
  constructor(private readonly expressions: PythonExpressions) {}

  block(node: SyntaxNode, depth: number): Statement[] {
    const result: Statement[] = [];
    if (depth > maxDepth) return result;
    // A script may hold any number of statements, so no limit on children here.
    for (let child = node.firstChild; child; child = child.nextSibling) {
      const statement = this.statement(child, depth);
      if (statement) result.push(...statement);
    }
    return result;
  }

  private statement(node: SyntaxNode, depth: number): Statement[] | null {
    const at = { from: node.from, to: node.to };
    switch (node.name) {
      case 'AssignStatement':
        return this.assign(node);
      case 'UpdateStatement': {
        const target = this.expressions.read(node.firstChild);
        const value = this.expressions.read(node.lastChild);
        const sign = node.getChild('UpdateOp');
        const operator = sign ? this.expressions.source(sign).slice(0, -1) : '+';
        return [{ kind: 'assign', targets: [target], value, operator, ...at }];
      }
      case 'ExpressionStatement': {
        const [value, ...rest] = children(node);
        if (value?.name === 'YieldExpression') return [this.give(value)];
        if (rest.length > 0 || value?.name === 'String') return null;
        return [{ kind: 'run', value: this.expressions.read(value ?? null), ...at }];
      }
      case 'ReturnStatement':
        return [this.give(node)];
      case 'AssertStatement':
        return [
          { kind: 'assert', value: this.expressions.read(node.firstChild?.nextSibling ?? null), ...at },
        ];
      case 'ForStatement':
        return this.forLoop(node, depth);
      case 'WhileStatement': {
        const condition = this.expressions.read(node.firstChild?.nextSibling ?? null);
        const [body, otherwise] = node.getChildren('Body');
        const before: Statement = { kind: 'run', value: condition, ...at };
        const loop: Statement[] = [
          { kind: 'loop', target: null, over: null, body: body ? this.block(body, depth + 1) : [], ...at },
        ];
        return [before, ...loop, ...(otherwise ? this.block(otherwise, depth + 1) : [])];
      }
      case 'FunctionDefinition':
        return [{ kind: 'define', function: this.definition(node, depth), ...at }];
      case 'DecoratedStatement': {
        const inner = this.block(node, depth + 1);
        // @click.option('--hidden', default=128)
        const options = node
          .getChildren('Decorator')
          .filter((decorator) => optionDecorator.test(this.expressions.source(decorator)));
        const calls = options.map((decorator): Statement => ({
          kind: 'run',
          value: this.expressions.decorator(decorator),
          from: decorator.from,
          to: decorator.to,
        }));
        const owner = /^@(?:\w+\.)*add_to_class\(\s*(\w+)\s*\)/.exec(this.expressions.source(node))?.[1];
        return owner === undefined
          ? [...calls, ...inner]
          : inner.map((added) => (added.kind === 'define' ? { ...added, owner } : added));
      }
      case 'ClassDefinition': {
        const title = node.getChild('VariableName');
        const body = node.getChild('Body');
        const name = title ? this.expressions.source(title) : '';
        const bases = this.expressions.arguments(node.getChild('ArgList'));
        return [{ kind: 'class', name, body: body ? this.block(body, depth + 1) : [], bases, ...at }];
      }
      case 'ScopeStatement': {
        const names = node.getChildren('VariableName').map((name) => this.expressions.source(name));
        return [{ kind: 'outer', names, ...at }];
      }
      case 'ImportStatement':
        return [{ kind: 'import', names: importedNames(this.expressions.source(node)), ...at }];
      case 'StatementGroup':
        return this.block(node, depth + 1);
      default:
        return branches.test(node.name) ? this.branch(node, depth) : null;
    }
  }

  private branch(node: SyntaxNode, depth: number): Statement[] {
    const at = { from: node.from, to: node.to };
    const result: Statement[] = [];
    for (const child of children(node)) {
      if (child.name === 'Body') {
        const body = this.block(child, depth + 1);
        // What stands in `with` runs for certain.
        if (node.name === 'WithStatement') result.push(...body);
        else result.push({ kind: 'branch', body, from: child.from, to: child.to });
      } else if (/Expression$/.test(child.name)) {
        result.push({ kind: 'run', value: this.expressions.read(child), ...at });
      }
    }
    return result;
  }

  private assign(node: SyntaxNode): Statement[] | null {
    const at = { from: node.from, to: node.to };
    const nodes = children(node).filter(({ name }) => name !== 'TypeDef');
    const last = nodes.findLastIndex(({ name }) => name === 'AssignOp');
    if (last < 0) return null;
    const value = this.group(nodes.slice(last + 1));
    const result: Statement[] = [];
    let targets: SyntaxNode[] = [];
    for (const part of nodes.slice(0, last + 1)) {
      if (part.name !== 'AssignOp') targets.push(part);
      else {
        const target = this.group(targets);
        result.push({ kind: 'assign', targets: [target], value, ...at });
        targets = [];
      }
    }
    return result;
  }

  private give(node: SyntaxNode): Statement {
    return { kind: 'give', value: this.group(children(node).slice(1)), from: node.from, to: node.to };
  }

  /** One expression, or a tuple without parentheses. */
  private group(nodes: readonly SyntaxNode[]): Expression {
    const items = nodes.filter(({ name }) => name !== ',' && name !== '*' && name !== '⚠');
    if (items.length === 1 && nodes.length === 1) return this.expressions.read(items[0]!);
    const from = nodes[0]?.from ?? 0;
    const to = nodes.at(-1)?.to ?? 0;
    return { kind: 'list', items: items.map((item) => this.expressions.read(item)), from, to };
  }

  private forLoop(node: SyntaxNode, depth: number): Statement[] {
    const nodes = children(node);
    const middle = nodes.findIndex(({ name }) => name === 'in');
    const start = nodes.findIndex(({ name }) => name === 'for');
    const [body, otherwise] = node.getChildren('Body');
    const firstBody = nodes.findIndex(({ name }) => name === 'Body');
    const target = this.group(nodes.slice(start + 1, middle));
    const over = this.group(nodes.slice(middle + 1, firstBody));
    return [
      {
        kind: 'loop',
        target,
        over,
        body: body ? this.block(body, depth + 1) : [],
        from: node.from,
        to: node.to,
      },
      ...(otherwise ? this.block(otherwise, depth + 1) : []),
    ];
  }

  private definition(node: SyntaxNode, depth: number): FunctionNode {
    const title = node.getChild('VariableName');
    const body = node.getChild('Body');
    return {
      name: title ? this.expressions.source(title) : '',
      parameters: this.expressions.parameters(node.getChild('ParamList')),
      body: body ? this.block(body, depth + 1) : [],
      from: node.from,
      to: node.to,
    };
  }
}

const maxImportChars = 5000;

/** `import numpy as np`, `from torch import nn, optim as o`; relative imports keep their dots. */
function importedNames(statement: string): [string, string][] {
  const source = statement
    .slice(0, maxImportChars)
    .replace(/#.*/g, '')
    .replace(/[()\\\s]+/g, ' ')
    .trim();
  const [, module, list = source.replace(/^import /, '')] = /^from ([\w.]+) import (.*)$/.exec(source) ?? [];
  return list.split(',').flatMap((part): [string, string][] => {
    const [name = '', alias] = part.trim().split(' as ');
    if (name === '') return [];
    if (module !== undefined) return [[alias ?? name, `${module}.${name}`]];
    const [root = ''] = name.split('.');
    return [alias === undefined ? [root, root] : [alias, name]];
  });
}
