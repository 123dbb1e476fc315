import type { Framework } from '../../core/initializers/names';
import { keeping, lastName } from '../evidence/flow/calls';
import type { Expression, FunctionNode } from '../evidence/flow/expression';
import type { Scope, Variable } from '../evidence/flow/scopes';
import { drawOf, drawsMatrix, isMethodCall, pairOf, shapeOf, type Shape } from './drawing';
import { readInitializerObject } from './initializerObject';
import { fillingOf } from './inPlace';
import type { CallExpression } from './program';
import { masked } from './mask';
import { flatten, productStart } from './product';
import { one, scaleOf, type Size } from './scale';
import { scaledStart, shiftedStart, type Draw, type Start } from './start';
import type { Values } from './values';

/** A variable whose start is known so far, for what is done to it. */
export interface Known {
  readonly symbol: Variable;
  readonly start: Start;
}

const maxDepth = 24;
const empties = /^(?:empty|zeros|ones|Tensor|FloatTensor|DoubleTensor|empty_like|new_empty)$/;
/** Makers of weights in a framework: where their initializer stands. */
const weightMakers =
  /^(?:add_weight|add_variable|get_variable|get_parameter|param|add_param|create_parameter)$/;
const wrappers = new Set([
  ...['Parameter', 'Variable', 'State', 'Param', 'Buffer', 'param', 'attach_grad', 'as_in_context'],
  ...['triu', 'csr_array', 'coo_matrix', 'tocsr', 'todense', 'toarray', 'Float32', 'f32'],
]);

/** Reads what matrices are drawn from. */
export class Starts {
  /** The shape that a function of the file is called with, while what it gives is read. */
  private asked: Shape | null = null;

  constructor(
    private readonly values: Values,
    private readonly matlab: boolean,
    /** What a variable holds so far, for one that is assigned several times. */
    private readonly held: (symbol: Variable) => Start | undefined = () => undefined,
  ) {}

  /** The start that an expression makes; null where it makes none. `known` is the variable that it may change. */
  read(expression: Expression, scope: Scope, known: Known | null = null, depth = 0): Start | null {
    if (depth > maxDepth) return null;
    const down = (part: Expression, around = scope): Start | null =>
      this.read(part, around, known, depth + 1);
    switch (expression.kind) {
      case 'name': {
        if (known && this.values.scopes.resolve(expression.path, scope) === known.symbol) return known.start;
        return this.named(expression, scope, known, depth);
      }
      case 'transpose':
        return down(expression.of);
      case 'call':
        return this.call(expression, scope, known, depth);
      case 'element': {
        // np.linalg.qr(a)[0]
        const [index] = expression.indices;
        const place = index?.kind === 'number' ? index.value : -1;
        return expression.of.kind === 'call' ? this.part(expression.of, place, scope, depth) : null;
      }
      case 'product':
        return this.product(expression.factors, [], expression, scope, known, depth);
      case 'operation':
        return this.operation(expression, scope, known, depth);
      case 'choice': {
        const [first] = expression.branches.flatMap((branch) => down(branch) ?? []);
        return first ?? null;
      }
      default:
        return null;
    }
  }

  /** Rows, columns and size of a shape. */
  sized({ rows, columns, scope }: Shape): Pick<Start, 'rows' | 'columns' | 'scope' | 'size' | 'square'> {
    const { values } = this;
    const [r, c] = [rows, columns].map((part) => values.size(part, scope));
    const symbol = values.symbol(rows, scope);
    const same =
      values.source(rows).replace(/\s/g, '') === values.source(columns).replace(/\s/g, '') ||
      (symbol !== null && symbol === values.symbol(columns, scope));
    const square =
      r !== undefined && c !== undefined
        ? r === c
        : same
          ? true
          : this.isMultiple(columns, rows)
            ? false
            : null;
    return { rows, columns, scope, size: { symbol, value: r ?? (square ? (c ?? null) : null) }, square };
  }

  /** `3 * n` for `n`: the gates of a cell side by side. */
  private isMultiple(columns: Expression, rows: Expression): boolean {
    if (columns.kind !== 'operation' || columns.operator !== '*') return false;
    const others = columns.operands.filter((part) => this.values.source(part) !== this.values.source(rows));
    return others.length === 1 && others[0]!.kind === 'number' && others[0]!.value !== 1;
  }

  private named(
    expression: Expression & { kind: 'name' },
    scope: Scope,
    known: Known | null,
    depth: number,
  ): Start | null {
    const { values } = this;
    const symbol = values.scopes.resolve(expression.path, scope);
    const [binding, another] = values.bindings.of(symbol);
    if (!binding || binding.parameter) return null;
    const now = another ? this.held(symbol) : undefined;
    if (now) return now;
    // What it holds was lost from sight.
    if (
      another?.value &&
      binding.value &&
      binding.value.to < expression.from &&
      another.value.to < expression.from &&
      another.value.kind === 'call'
    )
      return null;
    if (binding.part) return this.part(binding.part.of, binding.part.index, binding.scope, depth + 1);
    return binding.value ? this.read(binding.value, binding.scope, known, depth + 1) : null;
  }

  private call(written: CallExpression, scope: Scope, known: Known | null, depth: number): Start | null {
    const { values } = this;
    const own = written.callee.includes('.') ? null : this.local(written, scope, depth);
    if (own) return own;
    const call = this.unaliased(written, scope);
    const name = lastName(call.callee);
    const [first] = call.positional;
    const filling = fillingOf(call, scope, values);
    if (filling) {
      const shape = this.shapeBelow(filling.target, scope, known, depth);
      return shape && this.started(shape, filling.draw, call);
    }
    if (weightMakers.test(name)) {
      const made = this.weight(call, scope);
      if (made) return made;
    }
    if (/^(?:orth|qr|svd|ortho_group|rvs)$/.test(name)) return this.part(call, 0, scope, depth);
    if (isMethodCall(call) && (keeping.has(name) || wrappers.has(name) || name === 'type_as')) {
      return this.read(call.receiver!, scope, known, depth + 1);
    }
    if (drawsMatrix(call) && !isMethodLike(call)) {
      const shape = this.asked ?? shapeOf(call, scope, values, this.matlab);
      const start = shape && this.started(shape, (size) => drawOf(call, scope, size, values), call);
      return start && this.thinned(start, call, scope);
    }
    // torch.Tensor(n, n): filled later, or with whatever was in memory.
    if (/^(?:empty|Tensor|FloatTensor)$/.test(name) && call.positional.length === 2) {
      const shape = shapeOf(call, scope, values, false);
      return shape && this.started(shape, () => null, call);
    }
    const object = this.initialized(call, scope);
    if (object) return object;
    if ((keeping.has(name) || wrappers.has(name)) && first) {
      const inner = first.kind === 'function' ? givenBy(first) : first;
      const around = first.kind === 'function' ? values.scopes.within(first.function, scope) : scope;
      return inner && this.read(inner, around, known, depth + 1);
    }
    return this.local(call, scope, depth);
  }

  /** `def normal(shape): return torch.randn(shape) * 0.01`, called with a shape. */
  private local(call: CallExpression, scope: Scope, depth: number): Start | null {
    const { values } = this;
    const found = values.scopes.findFunction(call.callee, scope);
    if (!found || /^__init__$/.test(found.function.name)) return null;
    const given = [...call.positional, ...call.keywords.values()];
    const listed = given.map((part) => pairOf(part, scope, values)).find((pair) => pair !== null);
    const [rows, columns] = call.positional;
    const shape = listed ?? (rows && columns ? { rows, columns, scope } : null);
    const start = shape && this.made(found.function, found.outer, shape, depth);
    return start && { ...start, ...this.sized(shape), from: call.from, to: call.to };
  }

  /** The draw of a function that gives a matrix of the shape that it is asked for: `lambda shape: 0.9 * K.eye(shape[0])`. */
  made(function_: FunctionNode, outer: Scope, shape: Shape, depth = 0): Start | null {
    const gives = function_.body.filter(({ kind }) => kind === 'give');
    const [give] = gives;
    if (gives.length !== 1 || give?.kind !== 'give' || depth > maxDepth) return null;
    const { asked } = this;
    this.asked = shape;
    const start = this.read(give.value, this.values.scopes.within(function_, outer), null, depth + 2);
    this.asked = asked;
    return start;
  }

  /** What an initializer of a framework draws, also one that the file writes as a function of the shape. */
  drawn(object: Expression, scope: Scope, framework: Framework, shape: Shape | null): Draw | null {
    const { values } = this;
    const end = values.end({ expression: object, scope });
    const own =
      end?.expression.kind === 'function'
        ? { function: end.expression.function, outer: end.scope }
        : end?.expression.kind === 'name'
          ? values.scopes.findFunction(end.expression.path, end.scope)
          : null;
    const asked = shape ?? { rows: object, columns: object, scope };
    if (own) return this.made(own.function, own.outer, asked)?.draw ?? null;
    const size = shape ? this.sized(shape).size : { symbol: null, value: null };
    return readInitializerObject(object, scope, framework, size, values);
  }

  /** `rn = np.random.randn`, called by that name. */
  private unaliased(call: CallExpression, scope: Scope): CallExpression {
    if (call.callee.includes('.') || call.callee === '' || drawsMatrix(call)) return call;
    const { from } = call;
    const end = this.values.end({ expression: { kind: 'name', path: call.callee, from, to: from }, scope });
    return end?.expression.kind === 'name' && end.expression.path !== call.callee
      ? { ...call, callee: end.expression.path }
      : call;
  }

  /** `initializers.Orthogonal()(shape=(n, n))`, `init(key, (n, n))` */
  private initialized(call: CallExpression, scope: Scope): Start | null {
    const { values } = this;
    const shape = this.asked ?? shapeOf(call, scope, values, false);
    const isPair =
      this.asked ??
      [...call.positional, ...call.keywords.values()].some((part) => pairOf(part, scope, values));
    if (!shape || !isPair) return null;
    const object: Expression =
      call.callee === '' && call.receiver
        ? call.receiver
        : { kind: 'name', path: call.callee, from: call.from, to: call.from };
    const end =
      object.kind === 'name' ? values.end({ expression: object, scope }) : { expression: object, scope };
    if (!end) return null;
    const isOwn =
      end.expression.kind === 'name' && !/init/i.test(values.bindings.imported(end.expression.path));
    if (isOwn || (end.expression.kind !== 'call' && end.expression.kind !== 'name')) return null;
    return this.started(
      shape,
      (size) => readInitializerObject(end.expression, end.scope, 'keras', size, values),
      call,
    );
  }

  /** `self.add_weight(shape=(n, n), initializer='orthogonal')`, `self.param('W', init, (n, n))` */
  private weight(call: CallExpression, scope: Scope): Start | null {
    const { values } = this;
    const given = [...call.positional, ...call.keywords.values()];
    const shape = given.map((part) => pairOf(part, scope, values)).find((pair) => pair !== null);
    if (!shape) return null;
    const object =
      call.keywords.get('initializer') ??
      call.keywords.get('init') ??
      call.keywords.get('default_initializer') ??
      (lastName(call.callee) === 'param' ? call.positional[1] : undefined);
    const framework: Framework = 'keras';
    const draw = (): Draw | null =>
      object
        ? this.drawn(object, scope, framework, shape)
        : /^(?:add_weight|get_variable)$/.test(lastName(call.callee))
          ? {
              kind: 'named',
              initializer: { kind: 'variance-scaling', gain: 1, fan: 'fan-average', distribution: 'uniform' },
            }
          : null;
    return this.started(shape, draw, call);
  }

  /** The orthogonal factor of a decomposition. */
  private part(expression: Expression, index: number, scope: Scope, depth: number): Start | null {
    if (expression.kind !== 'call') return null;
    const name = lastName(expression.callee);
    const isSvd = name === 'svd' && (index === 0 || index === 2);
    const isOther =
      (name === 'qr' || name === 'orth' || name === 'ortho_group' || name === 'rvs') && index === 0;
    if (!isSvd && !isOther) return null;
    const [first] = expression.positional;
    const of = isMethodCall(expression) && name === 'qr' ? expression.receiver : first;
    if (!of) return null;
    const inner = this.read(of, scope, null, depth + 1);
    const plain = name === 'rvs' || name === 'ortho_group' ? { rows: of, columns: of, scope } : null;
    const shape = inner ?? plain;
    if (!shape || (name === 'rvs' && !/ortho/.test(expression.callee))) return null;
    return this.started(shape, () => ({ kind: 'orthogonal', gain: one }), expression);
  }

  private operation(
    { operator, operands, from, to }: Expression & { kind: 'operation' },
    scope: Scope,
    known: Known | null,
    depth: number,
  ): Start | null {
    const [a, b] = operands;
    if (!a) return null;
    const plain = operator.replace(/^\./, '');
    const at = { from, to };
    if (!b) return plain === '-' ? this.product([a], [], at, scope, known, depth) : null;
    if (plain === '*') return this.product([a, b], [], at, scope, known, depth);
    if (plain === '/') return this.product([a], [b], at, scope, known, depth);
    if (plain !== '+' && plain !== '-') return null;
    const left = this.read(a, scope, known, depth + 1);
    const right = left ? null : this.read(b, scope, known, depth + 1);
    const start = left ?? right;
    if (!start) return null;
    const by = scaleOf(left ? b : a, scope, start.size, this.values);
    if (!by) return null;
    const moved = right && plain === '-' ? scaledStart(start, { c: -1, p: 0 }) : start;
    return { ...shiftedStart(moved, left && plain === '-' ? { ...by, c: -by.c } : by), ...at };
  }

  private product(
    above: readonly Expression[],
    below: readonly Expression[],
    at: { readonly from: number; readonly to: number },
    scope: Scope,
    known: Known | null,
    depth: number,
  ): Start | null {
    const read = (part: Expression): Start | null => this.read(part, scope, known, depth + 1);
    const start = productStart(flatten(above, below), read, scope, this.values);
    return start && { ...start, from: at.from, to: at.to };
  }

  /** `sprandn(n, n, 0.1)`, `scipy.sparse.random(n, n, density=0.1)` */
  private thinned(start: Start, { callee, positional, keywords }: CallExpression, scope: Scope): Start {
    const given =
      keywords.get('density') ?? (/^sprandn?$|sparse\.rand(?:om)?$/.test(callee) ? positional[2] : undefined);
    const drawn = keywords.get('data_rvs') ?? keywords.get('data_sampler');
    const found = drawn ? { ...start, draw: this.sampled(drawn) } : start;
    // SciPy's own share of entries that are not 0.
    const share = given ? (this.values.number(given, scope) ?? null) : 0.01;
    return given || /\bsparse\.rand(?:om)?(?:_array)?$/.test(callee) ? masked(found, share) : found;
  }

  /** `data_rvs=stats.norm().rvs`, `data_rvs=np.random.randn`: independent normal entries; null for any other. */
  private sampled(sampler: Expression): Draw | null {
    const plain = /\bnorm(?:\(\))?\.rvs$|\brandn$|\bstandard_normal$/.test(this.values.source(sampler));
    const center = { c: 0, p: 0 };
    return plain ? { kind: 'entries', shape: 'normal', center, spread: one } : null;
  }

  private started(
    shape: Shape,
    draw: (size: Size) => Draw | null,
    { from, to }: { readonly from: number; readonly to: number },
  ): Start {
    const sized = this.sized(shape);
    return { ...sized, draw: draw(sized.size), radius: null, radiusAt: null, density: null, from, to };
  }

  private shapeBelow(target: Expression, scope: Scope, known: Known | null, depth: number): Shape | null {
    if (target.kind === 'call' && empties.test(lastName(target.callee))) {
      return shapeOf(target, scope, this.values, false);
    }
    if (
      target.kind === 'call' &&
      (keeping.has(lastName(target.callee)) || wrappers.has(lastName(target.callee)))
    ) {
      const inner = isMethodCall(target) ? target.receiver : target.positional[0];
      return inner ? this.shapeBelow(inner, scope, known, depth + 1) : null;
    }
    if (depth > maxDepth) return null;
    if (target.kind === 'name' && !known) {
      const [binding] = this.values.bindings.of(
        this.values.scopes.resolve(target.path.replace(/\.data$/, ''), scope),
      );
      return binding?.value && binding.value !== target
        ? this.shapeBelow(binding.value, binding.scope, known, depth + 1)
        : null;
    }
    return target.kind === 'name' ? this.read(target, scope, known, depth + 1) : null;
  }
}

/** A method of a generator (`rng.normal`) draws; one of a value (`x.random_()`) fills. */
function isMethodLike({ callee }: CallExpression): boolean {
  return callee.endsWith('_');
}

function givenBy(lambda: Expression & { kind: 'function' }): Expression | null {
  const give = lambda.function.body.find(({ kind }) => kind === 'give');
  return give?.kind === 'give' ? give.value : null;
}
