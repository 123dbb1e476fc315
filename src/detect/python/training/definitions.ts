import { children, type SyntaxNode } from '../syntax';
import type { Scope } from './scopes';
import type { Call, Script } from './script';

/** A class or a function of the script. */
export interface Definition {
  readonly node: SyntaxNode;
  readonly name: string;
  /** The class of a method. */
  readonly owner: Definition | null;
  /** The scope of a function; null for a class. */
  readonly scope: Scope | null;
  readonly parameters: readonly string[];
  /** The bases of a class, as they are written. */
  readonly bases: readonly string[];
}

/** Methods that many classes have, so that a name alone does not lead to one. */
const common = new Set(
  'step,backward,forward,train,eval,zero_grad,update,parameters,to,fit,init,apply,call,add,append,get,load,save,run,clip,sample'.split(
    ',',
  ),
);

/** The classes and functions of a script, and where calls lead. */
export class Definitions {
  readonly all: readonly Definition[];
  private readonly byName = new Map<string, Definition[]>();
  private readonly byStart = new Map<number, Definition>();
  private readonly led = new Map<Call, readonly Definition[]>();
  private callers: Map<Definition, Call[]> | null = null;

  constructor(private readonly script: Script) {
    const nodes = [...script.classes, ...script.functions].sort((a, b) => a.from - b.from);
    this.all = nodes.map((node) => this.define(node));
  }

  /** The class whose body holds a node, through any functions between. */
  classOf(node: SyntaxNode): Definition | null {
    for (let at = node.parent; at; at = at.parent) {
      if (at.name === 'ClassDefinition') return this.byStart.get(at.from) ?? null;
    }
    return null;
  }

  /** The function that a scope is; null for the script. */
  ofScope({ node }: Scope): Definition | null {
    return node.name === 'FunctionDefinition' ? (this.byStart.get(node.from) ?? null) : null;
  }

  /** The classes and functions outside of classes with a name. */
  named(name: string): readonly Definition[] {
    return (this.byName.get(name) ?? []).filter(({ owner }) => !owner);
  }

  /** The methods of a name in a class, its bases and what is derived from it. */
  methods(owner: Definition, name: string): Definition[] {
    const candidates = (this.byName.get(name) ?? []).filter((method) => method.owner);
    return candidates.filter((method) => this.isRelated(method.owner!, owner));
  }

  /** The definitions that a call may lead to. */
  ledTo(call: Call): readonly Definition[] {
    const known = this.led.get(call);
    if (known) return known;
    const found = this.find(call);
    this.led.set(call, found);
    return found;
  }

  /** The calls that lead to a definition, those of its class for an `__init__`. */
  callsOf(definition: Definition): readonly Call[] {
    if (!this.callers) {
      this.callers = new Map();
      for (const call of this.script.calls) {
        for (const target of this.ledTo(call)) {
          const list = this.callers.get(target);
          if (list) list.push(call);
          else this.callers.set(target, [call]);
        }
      }
    }
    const { owner, name } = definition;
    const target = owner && name === '__init__' ? owner : definition;
    return this.callers.get(target) ?? [];
  }

  /** The calls that stand within a node, in the order of the text. */
  callsWithin({ from, to }: SyntaxNode): Call[] {
    const { calls } = this.script;
    let [low, high] = [0, calls.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (calls[middle]!.node.from < from) low = middle + 1;
      else high = middle;
    }
    const found: Call[] = [];
    for (let i = low; i < calls.length && calls[i]!.node.from < to; i++) {
      if (calls[i]!.node.to <= to) found.push(calls[i]!);
    }
    return found;
  }

  private find({ node, name, receiver }: Call): readonly Definition[] {
    if (receiver === '') {
      const plain = this.named(name);
      return plain.length <= 1 ? plain : nearest(plain, node);
    }
    const methods = (this.byName.get(name) ?? []).filter(({ owner }) => owner);
    if (methods.length === 0) return [];
    if (receiver === 'self' || receiver === 'cls' || receiver.startsWith('super(')) {
      const owner = this.classOf(node);
      if (!owner) return [];
      const related = this.methods(owner, name);
      return receiver.startsWith('super(') ? related.filter((method) => method.owner !== owner) : related;
    }
    const makers = this.script.assigned.get(receiver) ?? [];
    const classes = makers.flatMap((maker) => this.named(maker.name)).filter(({ scope }) => !scope);
    if (classes.length > 0) return classes.flatMap((owner) => this.methods(owner, name));
    return methods.length === 1 && makers.length === 0 && !common.has(name) ? methods : [];
  }

  private define(node: SyntaxNode): Definition {
    const { script } = this;
    const title = node.getChild('VariableName');
    const name = title ? script.read(title) : '';
    const isClass = node.name === 'ClassDefinition';
    const parent = enclosing(node);
    const owner = !isClass && parent?.name === 'ClassDefinition' ? this.byStart.get(parent.from) : undefined;
    const list = node.getChild(isClass ? 'ArgList' : 'ParamList');
    const own = list ? children(list) : [];
    const definition: Definition = {
      node,
      name,
      owner: owner ?? null,
      scope: isClass ? null : script.scopes.ofFunction(node),
      parameters: isClass ? [] : own.filter(isParameter).map((part) => script.read(part)),
      bases: isClass && list ? (script.read(list).match(/[\w.]+/g) ?? []) : [],
    };
    this.byStart.set(node.from, definition);
    const namesakes = this.byName.get(name);
    if (namesakes) namesakes.push(definition);
    else this.byName.set(name, [definition]);
    return definition;
  }

  private isRelated(one: Definition, other: Definition): boolean {
    return one === other || this.derives(one, other) || this.derives(other, one);
  }

  private derives(derived: Definition, base: Definition, depth = 0): boolean {
    return (
      depth < 5 &&
      derived.bases.some((name) =>
        this.named(name).some(
          (found) => found !== derived && (found === base || this.derives(found, base, depth + 1)),
        ),
      )
    );
  }
}

/** Lezer puts defaults behind the names: `(a, b=c)`. */
function isParameter(part: SyntaxNode): boolean {
  return part.name === 'VariableName' && !/^(?:AssignOp|\*|\*\*)$/.test(part.prevSibling?.name ?? '');
}

/** Where several functions share a name, the last one before the call. */
function nearest(definitions: readonly Definition[], { from }: SyntaxNode): readonly Definition[] {
  const before = definitions.findLast(({ node }) => node.from < from);
  return [before ?? definitions[0]!];
}

function enclosing(node: SyntaxNode): SyntaxNode | null {
  let at = node.parent;
  while (at && at.name !== 'ClassDefinition' && at.name !== 'FunctionDefinition') at = at.parent;
  return at;
}
