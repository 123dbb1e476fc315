import { children, type SyntaxNode } from '../syntax';
import type { Definition, Definitions } from './definitions';
import type { Scope } from './scopes';
import {
  cellMethod,
  escape,
  isApplied,
  loopAround,
  loopVariables,
  mentions,
  noModel,
  plainState,
  product,
  returned,
  squashed,
  starter,
  stateName,
} from './stateNames';
import { groupBy, type Assignment, type Script } from './script';
import type { TrainingEvidence } from './trainingFix';

/** Finds recurrent networks that are written out by hand: a state that is worked out from itself. */
export class Feedback {
  private readonly byScope: ReadonlyMap<Scope, readonly Assignment[]>;
  private readonly isPlain: boolean;

  constructor(
    private readonly script: Script,
    private readonly definitions: Definitions,
  ) {
    // With JAX the state of a training, parameters and all, is called so.
    this.isPlain = !['jax', 'flax', 'optax'].some((library) => script.imports.has(library));
    this.byScope = groupBy(script.assignments, ({ scope }) => scope);
  }

  /** Where a function or method works a state out from itself and from an input. */
  in(definition: Definition): TrainingEvidence | null {
    const { scope, owner, name } = definition;
    if (!scope) return null;
    if (owner && starter.test(name)) return evidence(definition.node, name);
    for (const assignment of this.byScope.get(scope) ?? []) {
      const found =
        this.attribute(assignment, definition) ??
        this.indexed(assignment) ??
        this.inLoop(assignment, definition) ??
        this.inStep(assignment, definition);
      if (found) return found;
    }
    return this.inReturn(definition);
  }

  /** The same for statements outside of functions. */
  inScript(scope: Scope): TrainingEvidence | null {
    const { node, name } = scope;
    return this.in({ node, name, scope, owner: null, parameters: [], bases: [] });
  }

  /** Where a loop hands a model's hidden state back to it: `out, hidden = model(x, hidden)`. */
  carried(scope: Scope): TrainingEvidence | null {
    const start = this.script.callsIn(scope).find(({ name }) => starter.test(name));
    if (start) return evidence(start.node, start.name);
    for (const assignment of this.byScope.get(scope) ?? []) {
      const state = this.carriedBy(assignment);
      if (state !== null) return evidence(assignment.node, state);
    }
    return null;
  }

  private carriedBy({ targets, values }: Assignment): string | null {
    const [value] = values;
    if (targets.length < 2 || value?.name !== 'CallExpression' || !value.lastChild) return null;
    const callee = this.script.read(value.firstChild!);
    if (noModel.test(callee)) return null;
    const given = this.script.read(value.lastChild);
    return targets.find((target) => this.isState(target) && mentions(given, target)) ?? null;
  }

  /** `self.h = tanh(self.W @ x + self.U @ self.h)` */
  private attribute({ node, targets, values }: Assignment, { name }: Definition): TrainingEvidence | null {
    const text = values.map((value) => this.script.read(value)).join(', ');
    const state = targets.find((target) => /^self\.\w+$/.test(target) && mentions(text, target));
    if (state === undefined || /^__init__$/.test(name)) return null;
    const isFed =
      this.isState(state) && values.some((value) => this.feeds(value, state, /self\.|[A-Z]|@|dot/));
    return isFed || (product.test(text) && squashed.test(text)) ? evidence(node, state) : null;
  }

  /** `h[t] = tanh(Wxh @ x[t] + Whh @ h[t - 1])` */
  private indexed({ node, values }: Assignment): TrainingEvidence | null {
    const [base, index] = /^([\w.]+)\s*\[\s*([a-z]\w*)/.exec(this.script.read(node))?.slice(1) ?? [];
    if (base === undefined || index === undefined) return null;
    const text = values.map((value) => this.script.read(value)).join(', ');
    const before = new RegExp(`\\b${escape(base)}\\s*\\[\\s*${index}\\s*-\\s*1\\b`);
    return before.test(text) && (product.test(text) || /\bself\.\w+\(/.test(text)) && squashed.test(text)
      ? evidence(node, base)
      : null;
  }

  /** `h = tanh(self.i2h(torch.cat((x[t], h), 1)))` in a loop over t; no loop over layers, each with weights of its own. */
  private inLoop(assignment: Assignment, { owner, node: home }: Definition): TrainingEvidence | null {
    const { node, targets, values } = assignment;
    const loop = loopAround(node, home);
    const [value] = values;
    if (!loop || !value) return null;
    const text = values.map((part) => this.script.read(part)).join(', ');
    const variables = loopVariables(loop, this.script);
    if (variables.some((name) => isApplied(text, name))) return null;
    const carriedState = this.carriedBy(assignment);
    if (carriedState !== null) return evidence(node, carriedState);
    const state = targets.find((target) => mentions(text, target));
    if (state === undefined) return null;
    const takesInput = variables.some((name) => mentions(text, name)) || this.isState(state);
    if (!takesInput) return null;
    const weighs = owner ? /self\.\w+\(/ : /\bcell\w*\(|\w+_?cell\(/i;
    if (!this.feeds(value, state, weighs)) return null;
    return squashed.test(text) || this.isState(state) || /\b\w*cell\w*\(/i.test(text)
      ? evidence(node, state)
      : null;
  }

  /** `def forward(self, x, hidden): …; return out, hidden` */
  private inStep(assignment: Assignment, definition: Definition): TrainingEvidence | null {
    const { parameters, node: home, owner } = definition;
    const { node, targets, values } = assignment;
    const offset = /^(?:self|cls)$/.test(parameters[0] ?? '') ? 2 : owner ? 1 : 0;
    const states = parameters.slice(offset).filter((name) => this.isState(name));
    const scan = this.scanned(definition);
    if (scan !== undefined) states.push(scan);
    if (states.length === 0) return null;
    const text = values.map((value) => this.script.read(value)).join(', ');
    const derived = this.derivedFrom(states, definition);
    const weighed = product.test(text) || /\bself\.\w+\(|\b\w*cell\w*\(|\blinear\w*\(/i.test(text);
    const isNew = targets.some((target) => this.isState(target) || target === scan);
    const isUsed = derived.some((name) => mentions(text, name));
    if (!weighed || !isNew || !isUsed) return null;
    const isReturned = returned(home).some((value) => this.returnsState(value, scan !== undefined));
    return isReturned ? evidence(node, targets[0]!) : null;
  }

  /** `return tanh(self.ih(x) + self.hh(h))` */
  private inReturn({ node, parameters, owner }: Definition): TrainingEvidence | null {
    const states = parameters.slice(2).filter((name) => owner && this.isState(name));
    const input = parameters[1];
    if (states.length === 0 || input === undefined) return null;
    for (const value of returned(node)) {
      const text = this.script.read(value);
      const state = states.find((name) => mentions(text, name));
      const mixes = /\+|cat\(/.test(text) && squashed.test(text) && /@|self\.\w+\(|mm\(|dot\(/.test(text);
      if (state !== undefined && mixes && mentions(text, input)) return evidence(value, state);
    }
    return null;
  }

  /** Whether a function returns its state beside its output; what it returns alone may be features. */
  private returnsState(statement: SyntaxNode, isScanned: boolean): boolean {
    const parts = children(statement).slice(1);
    return isScanned || parts.some(({ name }) => name === ',' || name === 'TupleExpression');
  }

  /** The carry of a function that `scan` runs. */
  private scanned({ name, parameters }: Definition): string | undefined {
    const isScanned = this.script.calls.some((call) => {
      const first = call.name === 'scan' ? call.node.lastChild?.firstChild?.nextSibling : null;
      return first != null && this.script.read(first) === name;
    });
    return isScanned ? parameters[0] : undefined;
  }

  /** A state and what is made of it: `combined = torch.cat((x, hidden), 1)`. */
  private derivedFrom(states: readonly string[], { scope }: Definition): string[] {
    const derived = [...states];
    for (const { targets, values } of this.byScope.get(scope!) ?? []) {
      const text = values.map((value) => this.script.read(value)).join(', ');
      if (derived.some((name) => mentions(text, name))) derived.push(...targets);
    }
    return derived;
  }

  /** Whether a state goes through weights in an expression: a product, or a module that takes it. */
  private feeds(value: SyntaxNode, state: string, weighs: RegExp): boolean {
    const text = this.script.read(value);
    if (product.test(text)) return true;
    return this.script.calls.some(
      ({ node, callee, name }) =>
        node.from >= value.from &&
        node.to <= value.to &&
        mentions(this.script.read(node.lastChild!), state) &&
        weighs.test(`${callee}(`) &&
        (cellMethod.test(name) || !this.isPlainMethod(callee, node)),
    );
  }

  private isState(name: string): boolean {
    return stateName.test(name) || (this.isPlain && plainState.test(name));
  }

  /** A method of the class itself, such as `self.denoise(x, t)`, is no module that is applied. */
  private isPlainMethod(callee: string, node: SyntaxNode): boolean {
    const owner = this.definitions.classOf(node);
    return (
      owner !== null &&
      callee.startsWith('self.') &&
      this.definitions.methods(owner, callee.slice('self.'.length)).length > 0
    );
  }
}

function evidence({ from, to }: SyntaxNode, state: string): TrainingEvidence {
  return { kind: 'feedback', what: state, range: { start: from, end: to } };
}
