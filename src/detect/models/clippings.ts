import type { Clipping, Placed, RecurrentConfig } from '../../core/config/recurrentConfig';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import { classAround } from '../evidence/flow/scopes';
import { placed } from './field';
import type { CallSite } from './program';
import type { Values } from './values';

/** Modules hold modules: deeper than this is a circle. */
const maxDepth = 4;

/** Functions that clip gradients: how, and where their threshold stands. */
const functions: ReadonlyMap<string, { kind: Clipping['kind']; at: number; keys: readonly string[] }> =
  new Map([
    ['clip_grad_norm_', { kind: 'global-norm', at: 1, keys: ['max_norm'] }],
    ['clip_grad_norm', { kind: 'global-norm', at: 1, keys: ['max_norm', 'clip'] }],
    ['clip_grad_value_', { kind: 'value', at: 1, keys: ['clip_value'] }],
    ['clip_by_global_norm', { kind: 'global-norm', at: 1, keys: ['clip_norm', 'max_norm'] }],
    ['clip_global_norm', { kind: 'global-norm', at: 1, keys: ['max_norm'] }],
    ['adaptive_grad_clip', { kind: 'norm', at: 0, keys: ['clipping'] }],
  ]);
/** Arguments of optimizers and trainers that clip. */
const keywords: ReadonlyMap<string, Clipping['kind']> = new Map([
  ['global_clipnorm', 'global-norm'],
  ['clipnorm', 'norm'],
  ['clipvalue', 'value'],
  ['gradient_clip_val', 'global-norm'],
  ['max_grad_norm', 'global-norm'],
]);

/** A clipping with the class or variable whose parameters it is given; null where that is not followed. */
interface Owned {
  readonly clipping: Placed<Clipping> | null;
  readonly owner: string | null;
}

/** The clippings of a script, each with the models that are trained by it. */
export class Clippings {
  /** The calls of `compile`, in the order of the text. */
  private readonly compiled: readonly CallSite[];
  private readonly found: readonly Owned[];

  constructor(private readonly values: Values) {
    const { calls } = values.program;
    this.compiled = calls.filter(
      ({ call }) =>
        lastName(call.callee) === 'compile' &&
        (call.keywords.has('optimizer') || call.keywords.has('loss') || call.positional.length > 0),
    );
    this.found = calls.flatMap((site) =>
      clippingsOf(site, values).map((clipping) => ({ clipping, owner: this.ownerOf(site) })),
    );
  }

  /** The clipping that a model is trained with: its own compile's, else the script's one; undefined for none, or an unknown one. */
  of({ range, code }: RecurrentConfig): Placed<Clipping> | undefined {
    const holder = code?.library === 'keras' ? this.holderOf(range) : null;
    const isTold = this.compiled.length > 1 || (this.compiled.length === 1 && this.models() > 1);
    if (code?.library !== 'keras' || !isTold) return this.scripted(range);
    const behind = this.compiled.filter(({ call }) => call.from > range.end);
    // A layer that a model is made of later is compiled next; a whole model by its name, or somewhere that is not followed.
    const own = holder?.isModel
      ? behind.find(({ call }) => call.callee === `${holder.path}.compile`)
      : behind[0];
    return own ? this.compiledWith(own) : undefined;
  }

  /** How many variables hold a whole model of Keras. */
  private models(): number {
    const names = this.values.program.calls.flatMap(({ call, target }) =>
      target?.kind === 'name' && /^(?:Sequential|Model)$/.test(lastName(call.callee)) ? [target.path] : [],
    );
    return new Set(names).size;
  }

  /** The one clipping of what may hold the model. */
  private scripted({ start }: RecurrentConfig['range']): Placed<Clipping> | undefined {
    const all = this.found.filter(({ owner }) => owner === null || this.holds(owner, start));
    const [first] = all;
    const same = all.every(
      ({ clipping }) => JSON.stringify(clipping?.value) === JSON.stringify(first?.clipping?.value),
    );
    return (same && first?.clipping) || undefined;
  }

  /** The class of the file, or the variable, whose parameters are clipped: `clip_grad_norm_(net.parameters(), 1)`. */
  private ownerOf({ call: { callee, positional }, scope }: CallSite): string | null {
    const [first] = positional;
    const given = first?.kind === 'call' && lastName(first.callee) === 'parameters' ? first : null;
    if (!given || !functions.has(lastName(callee))) return null;
    const path = given.callee.slice(0, given.callee.lastIndexOf('.'));
    if (path === 'self') return classAround(scope)?.name ?? null;
    const [binding, another] = this.values.bindings.of(this.values.scopes.resolve(path, scope));
    if (!binding || another) return null;
    const made = binding.value?.kind === 'call' ? binding.value : null;
    const name = made && lastName(made.callee);
    return name !== null && this.values.bindings.classes.has(name) ? name : made && path;
  }

  /** Whether a class, or what is made of it within other classes, or a variable holds what stands at a place. */
  private holds(owner: string, position: number, depth = 0): boolean {
    const { statements } = this.values.program;
    return statements.some(({ statement }) => {
      const { from, to } = statement;
      if (statement.kind === 'assign') {
        const [target] = statement.targets;
        return target?.kind === 'name' && target.path === owner && from <= position && position < to;
      }
      if (statement.kind !== 'class' || statement.name !== owner) return false;
      const within = this.values.program.calls.filter(({ call }) => from <= call.from && call.to <= to);
      return (
        (from <= position && position < to) ||
        within.some(({ call }) => {
          const inner = lastName(call.callee);
          return inner !== owner && depth < maxDepth && this.holds(inner, position, depth + 1);
        })
      );
    });
  }

  /** The variable that the statement around a place assigns to, and whether it is a whole model. */
  private holderOf({ start }: RecurrentConfig['range']): { path: string; isModel: boolean } | null {
    const around = this.values.program.statements.findLast(
      ({ statement }) => statement.kind === 'assign' && statement.from <= start && start < statement.to,
    )?.statement;
    if (around?.kind !== 'assign') return null;
    const { targets, value } = around;
    const [target] = targets;
    const isModel = value.kind === 'call' && lastName(value.callee) === 'Sequential';
    return target?.kind === 'name' ? { path: target.path, isModel } : null;
  }

  /** The clipping of the optimizer that a compile is given. */
  private compiledWith({ call }: CallSite): Placed<Clipping> | undefined {
    const optimizer = call.keywords.get('optimizer') ?? call.positional[0];
    if (!optimizer) return undefined;
    const made =
      optimizer.kind === 'name'
        ? this.values.program.calls.findLast(
            ({ call: { from }, target }) =>
              from < call.from && target?.kind === 'name' && target.path === optimizer.path,
          )
        : this.values.program.calls.find(({ call: { from } }) => from === optimizer.from);
    return (made && clippingsOf(made, this.values)[0]) ?? undefined;
  }
}

/** The clippings of one call; null for one whose threshold is not known. */
function clippingsOf(site: CallSite, values: Values): (Placed<Clipping> | null)[] {
  const { call } = site;
  const named = functions.get(lastName(call.callee));
  if (named) {
    // optax takes the threshold alone, TensorFlow behind the gradients.
    const at = named.at === 1 && call.positional.length === 1 ? 0 : named.at;
    const given = named.keys.map((key) => call.keywords.get(key)).find(Boolean) ?? call.positional[at];
    return given ? [clippingAt(given, named.kind, lastName(call.callee), site, values)] : [];
  }
  // Keras's optimizers clip, and its compile takes no such argument.
  if (lastName(call.callee) === 'compile') return [];
  return [...call.keywords].flatMap(([key, value]) => {
    const kind = keywords.get(key);
    return kind ? [clippingAt(value, kind, key, site, values)] : [];
  });
}

function clippingAt(
  given: Expression,
  kind: Clipping['kind'],
  path: string,
  { scope }: CallSite,
  values: Values,
): Placed<Clipping> | null {
  const threshold = values.number(given, scope);
  return threshold !== undefined && threshold > 0
    ? placed({ kind, threshold, off: false }, given, path)
    : null;
}
