import { children } from '../syntax';
import type { Definition, Definitions } from './definitions';
import type { Feedback } from './feedback';
import type { Origins } from './origins';
import type { Answer, Recurrence } from './recurrence';
import type { Call, Script } from './script';
import type { Scope } from './scopes';
import type { TrainingEvidence } from './trainingFix';

const parameters =
  /([A-Za-z_][\w.]*)\.(?:named_)?(?:parameters\(|trainable_(?:variables|weights)|variables\b|weights\b)/g;
const recurrentName = /(?:^|[._])(?:char|word|my|bi)?_?(?:rnn|lstm|gru|seq2seq)s?(?:_?(?:model|net))?\d*$/i;
const noModel = /Loss|Criterion|Metric|Sched|Optim|Loader|Dataset|Writer|Logger|Accuracy/i;
const moduleBase = /Module|Model|Layer|Network|Sequential/;
const containers =
  /^(?:torch\.nn\.(?:Sequential|Transformer\w*)|(?:tensorflow\.|tf\.)?keras\.(?:models\.)?(?:Sequential|Model)|torchvision\.models\.\w+|transformers\.\w+\.from_pretrained|timm\.create_model)$/;
/** Parameters that are variables that are parameters … are followed so far. */
const maxDepth = 3;

/** A name as it is read at a position in a scope. */
export interface Named {
  readonly name: string;
  readonly scope: Scope;
  readonly at?: number | undefined;
}

/** Which models a loop trains, and whether one of them is recurrent. */
export class Trained {
  private others: Answer | undefined;

  constructor(
    private readonly script: Script,
    private readonly definitions: Definitions,
    private readonly origins: Origins,
    private readonly recurrence: Recurrence,
    private readonly feedback: Feedback,
  ) {}

  /** Whether what an optimizer moves, and what the scopes around it call, is recurrent. */
  recurs(
    optimizers: readonly Named[],
    models: readonly Named[],
    scopes: readonly Scope[],
  ): TrainingEvidence | null {
    const moved = [...models, ...optimizers.flatMap((optimizer) => this.movedBy(optimizer))];
    const answers = moved.map(({ name, scope, at }) => this.ofModel(name, scope, at));
    const found = answers.find(Boolean);
    if (found) return found;
    // What is visible and does not recur is the answer.
    if (answers.length > 0 && answers.every((answer) => answer === false)) return null;
    return this.inScopes(scopes);
  }

  /** The same where only the places are known in which a model is trained. */
  inScopes(scopes: readonly Scope[]): TrainingEvidence | null {
    const called = this.called(scopes);
    const found = called.find(Boolean);
    if (found) return found;
    for (const scope of scopes) {
      const carried = this.feedback.carried(scope);
      if (carried) return carried;
    }
    return called.includes(false) ? null : this.ofOthers();
  }

  /** What all models that the script makes have in common: a recurrence, if none is without. */
  ofOthers(): TrainingEvidence | null {
    if (this.others === undefined) {
      const answers = this.script.calls
        .filter((call) => this.isModel(call))
        .map((call) => this.recurrence.makes(call));
      this.others = answers.every(Boolean) ? (answers[0] ?? null) : null;
    }
    return this.others || null;
  }

  /** Whether a model is recurrent, by where it comes from or else by its name. */
  ofModel(name: string, scope: Scope, at?: number): Answer {
    const answer = this.recurrence.ofModel(name, scope, at);
    if (answer !== null || !recurrentName.test(name)) return answer;
    return { kind: 'name', what: name, range: null };
  }

  private movedBy({ name: optimizer, scope, at }: Named): Named[] {
    const found: Named[] = [];
    for (const call of this.origins.of(optimizer, scope, at).calls) this.collect(call, found, 0);
    if (found.length > 0) return found;
    const stem = optimizer.replace(/_?opt(?:im(?:izer)?)?_?/, '');
    return stem !== optimizer && /\w$/.test(stem) && stem !== 'self.' ? [{ name: stem, scope, at }] : [];
  }

  /** `Adam(list(rnn.parameters()) + list(head.parameters()))`, also through a variable, and `get_optimizer(model)`. */
  private collect({ node, callee, scope }: Call, found: Named[], depth: number): void {
    if (depth > maxDepth || found.length > 50) return;
    const text = this.script.read(node);
    for (const [, name] of text.matchAll(parameters)) found.push({ name: name!, scope, at: node.from });
    const isOptimizer =
      /optim/i.test(this.script.imports.resolve(callee)) && !/get|make|build|create|config/i.test(callee);
    for (const value of node.lastChild ? children(node.lastChild) : []) {
      if (value.name !== 'VariableName' && value.name !== 'MemberExpression') continue;
      const name = this.script.read(value);
      if (!isOptimizer && /model|net|rnn|lstm|gru|encoder|decoder/i.test(name))
        found.push({ name, scope, at: node.from });
      const origin = this.origins.of(name, scope, node.from);
      for (const call of origin.calls)
        if (/param|list|chain|filter|optim/i.test(call.callee)) this.collect(call, found, depth + 1);
    }
  }

  /** Answers for what is called in some scopes and is a model, as far as it can be seen. */
  private called(scopes: readonly Scope[]): Answer[] {
    const answers: Answer[] = [];
    const names = new Set<string>();
    for (const scope of this.withCalled(scopes)) {
      for (const inner of this.definitions.all) {
        const isHere = inner.scope !== null && (inner.scope === scope || inner.scope.outer === scope);
        const fed = isHere && scope.outer ? this.recurrence.defines(inner) : null;
        if (fed && fed.kind === 'feedback') answers.push(fed);
      }
      for (const call of this.script.callsIn(scope)) {
        const name = /^(?:train|zero_grad|parameters|forward|apply|fit)$/.test(call.name)
          ? call.receiver
          : call.callee;
        const key = `${scope.node.from}:${name}`;
        if (!/^[\w.]+$/.test(name) || names.has(key) || /optim|loss|criterion/i.test(name)) continue;
        names.add(key);
        const origin = this.origins.of(name, scope, call.node.from);
        const models = origin.calls.filter((made) => !noModel.test(made.callee));
        const answer = this.recurrence.ofOrigin({ ...origin, calls: models });
        const isModel = answer || models.some((made) => this.isModel(made)) || origin.classes.some(isModule);
        if (isModel) answers.push(answer);
        else if (origin.unknown && models.length === 0 && this.isUsedAsModel(name, scope)) {
          answers.push({
            kind: 'name',
            what: name,
            range: { start: call.node.from, end: call.node.to },
          });
        }
      }
    }
    return answers;
  }

  private isUsedAsModel(name: string, scope: Scope): boolean {
    return (
      recurrentName.test(name) &&
      this.script.imports.resolve(name) === name &&
      this.definitions.named(name).length === 0 &&
      this.script.callsIn(scope).some(({ callee }) => callee === name)
    );
  }

  /** Scopes with those of the functions that they call, or hand on: `jax.grad(loss)(params)`. */
  private withCalled(scopes: readonly Scope[]): Set<Scope> {
    const all = new Set(scopes);
    let front: readonly Scope[] = scopes;
    for (let depth = 0; depth < maxDepth; depth++) {
      const next = front.flatMap((scope) => this.script.callsIn(scope).flatMap((call) => this.runs(call)));
      front = [...new Set(next)].filter((scope) => !all.has(scope));
      front.forEach((scope) => all.add(scope));
    }
    return all;
  }

  private runs(call: Call): Scope[] {
    const handed = (call.node.lastChild ? children(call.node.lastChild) : [])
      .filter(({ name }) => name === 'VariableName')
      .flatMap((part) => this.definitions.named(this.script.read(part)));
    return [...this.definitions.ledTo(call), ...handed].flatMap(({ scope }) => scope ?? []);
  }

  /** Whether a call makes a model that stands on its own, rather than a part of one. */
  private isModel(call: Call): boolean {
    const own = this.definitions.ledTo(call);
    const owner = this.definitions.classOf(call.node);
    if (owner && isModule(owner)) return false;
    if (own.length > 0) return own.some((definition) => !definition.scope && this.isModule(definition));
    const path = this.script.imports.resolve(call.callee);
    if (noModel.test(call.name)) return false;
    const outer = call.node.parent?.name === 'ArgList';
    return containers.test(path) ? !outer : Boolean(this.recurrence.makes(call)) && /^[A-Z]/.test(call.name);
  }

  private isModule(definition: Definition, depth = 0): boolean {
    if (isModule(definition)) return true;
    return (
      depth < maxDepth &&
      definition.bases.some((base) =>
        this.definitions.named(base).some((found) => this.isModule(found, depth + 1)),
      )
    );
  }
}

function isModule({ bases, name }: Definition): boolean {
  return bases.some((base) => moduleBase.test(base)) && !noModel.test(name);
}
