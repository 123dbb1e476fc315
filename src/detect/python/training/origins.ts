import { children, isList, readArguments, type SyntaxNode } from '../syntax';
import type { Definitions } from './definitions';
import type { Scope } from './scopes';
import type { Assignment, Call, Script } from './script';
import { type Origin, type Place, reach, Search } from './search';

/** What gives back the object itself. */
const chained =
  /^(?:to|cuda|cpu|float|double|half|bfloat16|train|eval|apply|type|requires_grad_|share_memory|build|unwrap)$/;

export type { Origin } from './search';

/** Follows names to the calls that made their values: through assignments, attributes and parameters. */
export class Origins {
  private readonly byTarget = new Map<string, Assignment[]>();
  private readonly callAt = new Map<number, Call[]>();

  constructor(
    private readonly script: Script,
    private readonly definitions: Definitions,
  ) {
    for (const assignment of script.assignments) {
      for (const target of assignment.targets) push(this.byTarget, target, assignment);
    }
    for (const call of script.calls) push(this.callAt, call.node.to, call);
  }

  /** The origin of a name, `model` or `self.model`, in a scope, as it is at a position there. */
  of(name: string, scope: Scope, at = Infinity): Origin {
    const search = new Search();
    this.follow(name, { scope, at }, search);
    return search.origin;
  }

  /** The origin of an expression that stands in a scope. */
  ofValue(value: SyntaxNode, scope: Scope): Origin {
    const search = new Search();
    this.evaluate(value, { scope, at: value.from }, search);
    return search.origin;
  }

  /** The call that a node is. */
  callOf({ from, to }: SyntaxNode): Call | undefined {
    return this.callAt.get(to)?.find(({ node }) => node.from === from);
  }

  private follow(name: string, place: Place, search: Search): void {
    const { scope, at } = place;
    const { origin } = search;
    if (!search.enter(`${scope.node.from}:${scope.name}:${at}:${name}`)) return;
    if (name === 'self') {
      const owner = this.definitions.classOf(scope.node);
      if (owner) origin.classes.push(owner);
      else origin.unknown = true;
    } else if (name.includes('.')) {
      const assignments = this.attribute(name, scope);
      if (assignments.length > 0) this.take(assignments, name, search);
      else this.throughObject(name, place, search);
    } else this.variable(name, place, search);
    search.leave();
  }

  private variable(name: string, { scope, at }: Place, search: Search): void {
    for (let outer: Scope | null = scope; outer; outer = outer.outer) {
      const here = (this.byTarget.get(name) ?? []).filter((assignment) => assignment.scope === outer);
      const reaching = outer === scope ? reach(here, at) : here;
      const isParameter = this.definitions.ofScope(outer)?.parameters.includes(name) ?? false;
      if (isParameter) this.parameter(name, outer, search);
      if (reaching.length > 0) this.take(reaching, name, search);
      if (isParameter || here.length > 0) return;
    }
    search.origin.unknown = true;
  }

  /** The assignments to an attribute: those in the class for one of `self`. */
  private attribute(name: string, scope: Scope): Assignment[] {
    const all = this.byTarget.get(name) ?? [];
    const owner = name.startsWith('self.') ? this.definitions.classOf(scope.node) : null;
    if (!owner) return all;
    const own = all.filter(({ scope: at }) => this.definitions.classOf(at.node) === owner);
    if (own.length > 0) return own;
    return all.filter(({ scope: at }) => owner.bases.includes(this.definitions.classOf(at.node)?.name ?? ''));
  }

  /** `agent.net`, where `agent` is an object of a class of the script. */
  private throughObject(name: string, place: Place, search: Search): void {
    const dot = name.lastIndexOf('.');
    const object = search.within();
    this.follow(name.slice(0, dot), place, object);
    const { origin } = object;
    const classes = [
      ...origin.classes,
      ...origin.calls.flatMap((call) => this.definitions.ledTo(call)).filter((found) => !found.scope),
    ];
    const inits = classes.flatMap((owner) => this.definitions.methods(owner, '__init__'));
    const isOwn = name.startsWith('self.');
    if (inits.length === 0 || isOwn) search.origin.unknown = true;
    if (isOwn) return;
    for (const { scope } of inits) {
      if (scope) this.follow(`self.${name.slice(dot + 1)}`, { scope, at: Infinity }, search);
    }
  }

  private take(assignments: readonly Assignment[], name: string, search: Search): void {
    for (const { node, targets, values, scope } of assignments) {
      const [only] = values;
      const parts = values.length === 1 && only && isList(only.name) ? elements(only) : values;
      const place = { scope, at: node.from };
      const own =
        targets.length > 1 && parts.length === targets.length ? parts[targets.indexOf(name)] : undefined;
      for (const value of own ? [own] : values) this.evaluate(value, place, search);
    }
  }

  private evaluate(node: SyntaxNode, place: Place, search: Search): void {
    const { origin } = search;
    switch (node.name) {
      case 'CallExpression': {
        const call = this.callOf(node);
        const inner = node.firstChild?.firstChild;
        if (call && inner && chained.test(call.name) && node.firstChild?.name === 'MemberExpression') {
          this.evaluate(inner, place, search);
        } else if (call) origin.calls.push(call);
        else origin.unknown = true;
        break;
      }
      case 'VariableName':
        this.follow(this.script.read(node), place, search);
        break;
      case 'MemberExpression':
        if (node.lastChild?.name === 'PropertyName') {
          this.follow(this.script.read(node).replace(/\s+/g, ''), place, search);
        } else if (node.firstChild) this.evaluate(node.firstChild, place, search);
        break;
      case 'ConditionalExpression':
      case 'ParenthesizedExpression':
      case 'ArrayExpression':
      case 'TupleExpression':
      case 'DictionaryExpression':
        for (const part of elements(node)) this.evaluate(part, place, search);
        break;
      default:
        origin.unknown ||= node.name !== 'None';
    }
  }

  /** What the callers hand over; unknown where nobody calls. */
  private parameter(name: string, scope: Scope, search: Search): void {
    const definition = this.definitions.ofScope(scope)!;
    const own = /^(?:self|cls)$/.test(definition.parameters[0] ?? '') ? 1 : 0;
    const index = definition.parameters.indexOf(name) - own;
    let given = 0;
    for (const call of this.definitions.callsOf(definition)) {
      const list = call.node.lastChild;
      const read = list && readArguments(list, this.script.text);
      const value = read?.keywords.get(name) ?? read?.positional[index];
      if (!value) continue;
      given++;
      this.evaluate(value, { scope: call.scope, at: call.node.from }, search);
    }
    if (given === 0) search.origin.unknown = true;
  }
}

function elements(node: SyntaxNode): SyntaxNode[] {
  return children(node).filter(({ name }) => !/^(?:[([{}\])]|,|:|String|Number|if|else|for|in)$/.test(name));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
