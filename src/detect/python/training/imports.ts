import type { Scope, Scopes } from './scopes';
import { children, type SyntaxNode } from '../syntax';

interface Binding {
  /** The name in the script. */
  readonly alias: string;
  /** What it stands for: `torch.nn`, `torch.nn.utils.clip_grad_norm_`. */
  readonly path: string;
  readonly scope: Scope;
}

/** What the imports of a script call things. */
export class Imports {
  private readonly bindings: Binding[] = [];
  private readonly statements: SyntaxNode[] = [];

  constructor(
    private readonly scopes: Scopes,
    private readonly text: string,
  ) {}

  /** Notes an import statement. */
  note(statement: SyntaxNode): void {
    const scope = this.scopes.of(statement);
    if (statement.parent?.name === 'Script') this.statements.push(statement);
    const words = children(statement)
      .map(({ from, to }) => this.text.slice(from, to))
      .filter((word) => word !== '(' && word !== ')');
    const isFrom = words[0] === 'from';
    const start = words.indexOf('import') + 1;
    const module = isFrom ? words.slice(1, start - 1).join('') : '';
    for (const part of splitAt(words.slice(start), ',')) {
      const as = part.indexOf('as');
      const name = part.slice(0, as < 0 ? undefined : as).join('');
      const alias = as < 0 ? undefined : part[as + 1];
      if (name === '') continue;
      if (isFrom) this.bindings.push({ alias: alias ?? name, path: `${module}.${name}`, scope });
      else if (alias !== undefined) this.bindings.push({ alias, path: name, scope });
      else this.bindings.push({ alias: name.split('.')[0]!, path: name.split('.')[0]!, scope });
    }
  }

  /** The full path of a callee, e.g. `torch.nn.LSTM` for `nn.LSTM`; the callee itself where no import says more. */
  resolve(callee: string): string {
    const [root = '', ...rest] = callee.split('.');
    const binding = this.bindings.find(({ alias }) => alias === root);
    return [binding?.path ?? root, ...rest].join('.');
  }

  /** Whether anything is imported from a module or a part of it. */
  has(module: string): boolean {
    return this.bindings.some(({ path }) => path === module || path.startsWith(`${module}.`));
  }

  /** Whether everything is imported from a module or a part of it: `from fastai.text.all import *`. */
  isStarred(module: string): boolean {
    return this.bindings.some(({ alias, path }) => alias === '*' && path.startsWith(`${module}.`));
  }

  /** How a scope can call a path: by a name of its own, or through a module; undefined where no import leads to it. */
  nameFor(path: string, scope: Scope): string | undefined {
    const names = this.bindings
      .filter((binding) => isWithin(scope, binding.scope))
      .filter((binding) => path === binding.path || path.startsWith(`${binding.path}.`))
      .map((binding) => ({ ...binding, name: binding.alias + path.slice(binding.path.length) }));
    const own = names.find((binding) => binding.path === path);
    const used = names.find(({ name }) => this.text.includes(name.slice(0, name.lastIndexOf('.') + 1)));
    const root = names.find((binding) => !binding.path.includes('.'));
    return (own ?? used ?? root ?? names[0])?.name;
  }

  /** Where a new import goes: behind the last one at the top, or behind a docstring, or at the very top. */
  get insertion(): { readonly at: number; readonly isFirst: boolean } {
    const last = this.statements.at(-1);
    if (last) return { at: last.to, isFirst: false };
    const first = this.scopes.script.node.firstChild;
    const docstring = first?.name === 'ExpressionStatement' && first.firstChild?.name === 'String';
    return docstring ? { at: first.to, isFirst: false } : { at: 0, isFirst: true };
  }
}

function isWithin(scope: Scope, outer: Scope): boolean {
  for (let at: Scope | null = scope; at; at = at.outer) if (at === outer) return true;
  return false;
}

function splitAt(words: readonly string[], separator: string): string[][] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (word === separator) parts.push([]);
    else parts.at(-1)!.push(word);
  }
  return parts;
}
