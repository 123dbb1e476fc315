import type { SyntaxNode } from '../syntax';
import type { Definition, Definitions } from './definitions';
import type { Call, Script } from './script';

/** Names that clip gradients and nothing else. */
const clipsGradients =
  /clip_?grads?|clip_?by|clip_?(?:global_?)?norm|grads?(?:ient)?s?_?clip|adaptive_?grad|clip_?all_?grad|master_?clip/i;
/** Names that bound something; what, the arguments say. */
const bounds = /clip|clamp|clamp_|limit|bound|truncat|constrain|maximum_?norm|cap_/i;
/** Names that bound gradients where they say so themselves. */
const boundsGradients =
  /(?:limit|bound|rescale|scale_down|normali[sz]e|constrain|truncate|squash|tame|cap|shrink|trim|cut|restrict)\w*_?grad|grad\w*_(?:limit|bound|rescale|normali[sz]|constrain|truncat|guard|cap)/i;
/** What else may be clipped: values, ratios, weights, and OpenAI's CLIP. */
const otherClips =
  /clip_?(?:model|loss|encoder|text|image|score|vision|ratio|eps|action|reward|weight|skip|embed|processor|len|box)|(?:weight|action|reward|value|ratio|box|loss)s?_?clip|^clip\.|logits?|probs?\b|sched/i;
const gradients =
  /grad|(?<![\w.])(?:g|gs|gw|gb)(?!\w)|(?<![\w.])d(?:[A-Z]\w*|_?param\w*|_?theta\w*|_?[wbuv]\w{0,4})(?!\w)|delta_?[wW]/i;
const parameters = /param|optim|trainable|\bweights\(/i;
/** What is written to: a gradient, or a variable that holds one. */
const gradientPlace = /\.grad(?:\.data|\.detach\(\))?(?:\[[^\]]*\])?$/;
const gradientVariable = /^(?:grads?|gradients?|g|gw|gb)(?:\[[^\]]*\])?$/;
const scales =
  /^(?:mul_|div_|copy_|clamp_|clamp_min_|clamp_max_|clip_|sign_|renorm_|_foreach_mul_|_foreach_div_|_foreach_clamp\w*)$/;
/** A line that measures gradients. */
const measures =
  /(?=.*(?:grad|\bg\b))(?=.*(?:norm|\*\*\s*2|\bpow\(|square|\babs\b|clamp|clip|\bmin\(|sign\(|tanh|dot\(|\b(\w+)\s*\*\s*\1\b))/i;
const bounded = /clamp|clip|sign|tanh|norm|thresh|limit|\bmax_|coef/i;

/** What clips gradients in a script: calls, helpers, writes by hand, hooks, and classes of optimizers. */
export class Clipping {
  private readonly defined = new Map<Definition, boolean>();
  private readonly aliases: ReadonlySet<string>;
  private hooked: boolean | null = null;
  private written: readonly SyntaxNode[] | null = null;

  constructor(
    private readonly script: Script,
    private readonly definitions: Definitions,
  ) {
    this.aliases = new Set(
      script.assignments.flatMap(({ targets, values }) => {
        const [value] = values;
        const isAlias =
          value &&
          (value.name !== 'CallExpression' || /^(?:functools\.)?partial\(/.test(script.read(value))) &&
          /(?:VariableName|MemberExpression|LambdaExpression|ConditionalExpression|CallExpression)/.test(
            value.name,
          ) &&
          clipsGradients.test(this.resolved(script.read(value)));
        return isAlias && targets.length === 1 ? targets : [];
      }),
    );
  }

  /** Whether a call itself clips gradients, by its name and by what it takes. */
  isClip(call: Call): boolean {
    const { callee, name, node } = call;
    if (this.aliases.has(callee)) return true;
    const path = this.script.imports.resolve(callee);
    const own = path.slice(path.lastIndexOf('.') + 1);
    if (clipsGradients.test(own) || clipsGradients.test(name))
      return this.definitions.ledTo(call).length === 0;
    if (this.definitions.ledTo(call).length > 0) return false;
    if (boundsGradients.test(own)) return true;
    if (!bounds.test(own) || otherClips.test(path)) return false;
    const given = node.lastChild ? this.script.read(node.lastChild) : '';
    const what = `${call.receiver} ${given}`;
    if (/\.data\b|weight/.test(what) && !/grad/i.test(what)) return false;
    return gradients.test(what) || parameters.test(given);
  }

  /** Whether a call clips, itself or through a function or method of the script. */
  clips(call: Call): boolean {
    return this.isClip(call) || this.definitions.ledTo(call).some((definition) => this.defines(definition));
  }

  /** Whether a function clips what it is given, or a class has a method that does. */
  defines(definition: Definition): boolean {
    const known = this.defined.get(definition);
    if (known !== undefined) return known;
    this.defined.set(definition, false);
    const { node } = definition;
    const clips =
      this.definitions.callsWithin(node).some((call) => this.clips(call)) ||
      this.writesWithin(node).some((write) => this.isBounded(write));
    this.defined.set(definition, clips);
    return clips;
  }

  /** Statements and calls within a node that bound a gradient in place. */
  writesWithin({ from, to }: SyntaxNode): SyntaxNode[] {
    return this.writes.filter((node) => node.from >= from && node.to <= to);
  }

  /** Whether a write to a gradient bounds it: it clamps, or depends on a norm or a comparison nearby. */
  isBounded(write: SyntaxNode): boolean {
    const own = this.script.read(write);
    if (bounded.test(code(own))) return true;
    let around: SyntaxNode | null = write;
    while (around && around.name !== 'FunctionDefinition') around = around.parent;
    // Without a function around it, what stands a little before the statement.
    const context = around
      ? this.script.read(around)
      : this.script.text.slice(Math.max(0, write.from - 600), write.to);
    return code(context)
      .split('\n')
      .some((line) => measures.test(line));
  }

  /** Whether hooks bound every gradient as it arises. */
  get byHooks(): boolean {
    return (this.hooked ??= this.findHooks());
  }

  /** Whether an optimizer clips before it steps: by an argument, by its name, or by its class in the script. */
  byOptimizer(made: readonly Call[]): boolean {
    return made.some((call) => {
      const text = code(this.script.read(call.node));
      return (
        /clip/i.test(call.name) ||
        /\b(?:\w*clip(?!_?threshold)\w*|max_grad_norm)\s*=(?!=)\s*(?!None|False|0(?:\.0*)?\s*[,)])/i.test(
          text,
        ) ||
        this.byClass(call)
      );
    });
  }

  private byClass(call: Call): boolean {
    return this.definitions.ledTo(call).some((definition) => !definition.scope && this.defines(definition));
  }

  /** Statements and calls that write to a gradient what is worked out from it. */
  get writes(): readonly SyntaxNode[] {
    return (this.written ??= this.findWrites());
  }

  private findWrites(): SyntaxNode[] {
    const { script } = this;
    const isGradient = (place: string): boolean => gradientPlace.test(place) || gradientVariable.test(place);
    const assigned = script.assignments
      .filter(({ node, targets, values }) => {
        const target = targets.length === 1 ? script.read(node.firstChild!) : '';
        const value = values[0] ? script.read(values[0]) : '';
        if (/zeros|^None$|autograd|\bgrad(?:ient)?s?\(/.test(value)) return false;
        if (gradientPlace.test(target)) return true;
        return (
          gradientVariable.test(target) &&
          /\bg(?:rads?|radients?)?\b\s*[*/]|[*/]\s*\bg(?:rads?)?\b/.test(value)
        );
      })
      .map(({ node }) => node);
    const updated = script.updates.filter((node) => {
      const operator = node.getChild('UpdateOp');
      return operator && /^[*/]=/.test(script.read(operator)) && isGradient(script.read(node.firstChild!));
    });
    const called = script.calls
      .filter(
        ({ name, receiver, node }) =>
          scales.test(name) &&
          (isGradient(receiver) || (name.startsWith('_foreach') && /grad/i.test(script.read(node)))),
      )
      .map(({ node }) => node);
    return [...assigned, ...updated, ...called];
  }

  private findHooks(): boolean {
    const { script } = this;
    const inHooks = script.calls.some(({ name, node }) => {
      if (!/^register_(?:\w*_)?hook$/.test(name) || !node.lastChild) return false;
      if (/forward/.test(name)) return false;
      const given = script.read(node.lastChild);
      if (/clip|clamp|norm|\bmin\b|\bmax\b|sign|tanh/i.test(code(given).replace(/\.nan_to_num/g, '')))
        return true;
      return (given.match(/[\w.]+/g) ?? []).some((word) => this.isClippingName(word));
    });
    // A function of autograd whose backward pass bounds what it hands on.
    return inHooks || this.definitions.all.some((method) => this.isBackwardThatBounds(method));
  }

  private isClippingName(word: string): boolean {
    const last = word.slice(word.lastIndexOf('.') + 1);
    return this.definitions.all.some(
      ({ name, node }) =>
        name === last && /clip|clamp|norm|\bmin\(|\bmax\(|sign\(|tanh/i.test(code(this.script.read(node))),
    );
  }

  private isBackwardThatBounds({ name, owner, node }: Definition): boolean {
    return (
      name === 'backward' &&
      owner !== null &&
      owner.bases.some((base) => /Function$/.test(base)) &&
      /clip|clamp|norm/i.test(code(this.script.read(node)))
    );
  }

  private resolved(text: string): string {
    return /^[\w.]+$/.test(text) ? this.script.imports.resolve(text) : text;
  }
}

/** A text without its comments and strings, roughly. */
export function code(text: string): string {
  return text.replace(/"""[\s\S]*?"""|'''[\s\S]*?'''|"[^"\n]*"|'[^'\n]*'|#.*/g, ' ');
}
