import { libraries } from '../../core/config/libraries';
import {
  isGated,
  type ConfigFields,
  type Placed,
  type RecurrentConfig,
} from '../../core/config/recurrentConfig';
import { parseActivation } from '../../core/recurrence/activation';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import { cellOf } from '../config/words';
import { bracketMaker, keywords, pythonMaker, type CellMaker } from './cellCatalog';
import { calledBy } from './callee';
import { placed } from './field';
import type { CallSite } from './program';
import { emptyStart, initializerOf } from './start';
import { Starts } from './starts';
import type { Values } from './values';

export type Fields = { -readonly [K in keyof ConfigFields]?: Placed<ConfigFields[K]> };

/** A recurrent model that a constructor makes, with what a later reading needs. */
export interface Constructed {
  readonly config: RecurrentConfig;
  readonly maker: CellMaker;
  readonly site: CallSite;
  /** The variable that holds it; null where none does. */
  readonly symbol: string | null;
}

type Language = 'python' | 'julia' | 'matlab';

/** Reads the constructors of recurrent layers and cells. */
export class Constructors {
  private readonly starts: Starts;

  constructor(
    private readonly values: Values,
    private readonly language: Language,
  ) {
    this.starts = new Starts(values, language === 'matlab');
  }

  /** The model that a call makes; null where it makes none. */
  read(site: CallSite, isOnly: boolean): Constructed | null {
    const { values } = this;
    const called = isStateAlone(site) ? null : calledBy(site, values);
    if (!called) return null;
    const makers = [called.path, ...called.others].flatMap((path) => {
      const made = this.makerOf(path, site);
      return (made && this.withCell(made, site)) ?? [];
    });
    const [maker] = makers;
    if (!maker) return null;
    const others = [...new Set(makers.map(({ cell }) => cell))].slice(1);
    const given = this.arguments(site, maker);
    const fields = this.fields(site, maker, given, called.range);
    const isGiven = (field: 'initializer' | 'spectralRadius' | 'leak'): boolean =>
      given.has(field) && !fields[field];
    const isReservoir = maker.cell === 'reservoir';
    const open = isReservoir
      ? isGiven('spectralRadius') ||
        (isGiven('leak') && !this.isOne(given.get('leak'), site)) ||
        (site.call.keywords.has('W') && !fields.spectralRadius) ||
        ['init_reservoir', 'reservoir'].some((key) => site.call.keywords.has(key))
      : isGiven('initializer');
    const { call, target, scope } = site;
    const direct = target && isOnly && !isUsedAtOnce(site) ? target : null;
    const name = called.name ?? (direct ? values.source(direct) : lastName(called.path));
    const bidirectional =
      (given.get('bidirectional') && values.isTrue(given.get('bidirectional'), scope)) === true ||
      /^bilstm/.test(called.path) ||
      site.around.some((part) => part.kind === 'call' && lastName(part.callee) === 'Bidirectional');
    const symbol = direct?.kind === 'name' ? values.scopes.resolve(direct.path, scope) : null;
    const config: RecurrentConfig = {
      family: 'code',
      framework: libraries[maker.library].framework,
      name: name.slice(0, 120),
      range: { start: call.from, end: call.to },
      anchor: called.range,
      fields,
      clippingSlot: null,
      code: {
        library: maker.library,
        ...(open ? { open } : {}),
        ...(others.length > 0 ? { others } : {}),
        bidirectional,
        evidence: [{ kind: 'constructor', callee: called.written, range: called.range }],
      },
    };
    return { config, maker, site, symbol };
  }

  /** A leak of 1 keeps nothing. */
  private isOne(leak: Expression | undefined, { scope }: CallSite): boolean {
    return leak !== undefined && this.values.number(leak, scope) === 1;
  }

  /** The maker with the cell that an argument names; null where that is not known. */
  private withCell(maker: CellMaker, { call, scope }: CallSite): CellMaker | null {
    if (!maker.named) return maker;
    const { key, at, otherwise } = maker.named;
    const given = call.keywords.get(key) ?? call.positional[at];
    const cell = given ? cellOf(this.values.word(given, scope))?.cell : otherwise;
    return cell ? { ...maker, cell } : null;
  }

  private makerOf(path: string, { call }: CallSite): CellMaker | null {
    if (this.language !== 'python') return bracketMaker(lastName(path), this.language, this.values.text);
    if (this.values.bindings.classes.has(path)) return null;
    return pythonMaker(path, new Set(call.keywords.keys()));
  }

  /** Arguments by what they say, positional ones first. */
  private arguments({ call }: CallSite, maker: CellMaker): Map<string, Expression> {
    const given = new Map<string, Expression>();
    const starred = call.positional.findIndex(({ from }) => this.values.text[from - 1] === '*');
    const positional = starred < 0 ? call.positional : call.positional.slice(0, starred);
    maker.positional.forEach((field, i) => {
      const value = positional[i];
      if (field && value) given.set(field, value);
    });
    const named = new Map(call.keywords);
    // MATLAB's pairs of a name and a value.
    if (this.language === 'matlab') {
      positional.forEach((part, i) => {
        const value = positional[i + 1];
        if (part.kind === 'text' && value) named.set(part.value, value);
      });
    }
    // nn.LSTM(**options)
    for (const [field, names] of Object.entries(keywords)) {
      const found = names.map((name) => named.get(name)).find(Boolean);
      if (found) given.set(field, found);
    }
    // rand_sparse(rng, Float64, n, n; radius=0.9)
    const last = positional.at(-1);
    if (this.language === 'julia' && lastName(call.callee) === 'rand_sparse' && last)
      given.set('hiddenSize', last);
    if (maker.library === 'flux' || maker.library === 'lux') this.juliaArguments(positional, given);
    return given;
  }

  /** `RNN(4 => 32, relu)`, `RNN(4, 32)` */
  private juliaArguments(positional: readonly Expression[], given: Map<string, Expression>): void {
    const pair = positional.find((part) => part.kind === 'operation' && part.operator === '=>');
    const size = pair?.kind === 'operation' ? pair.operands[1] : positional[1];
    if (size) given.set('hiddenSize', size);
    const function_ = positional.find(
      (part) => part.kind === 'name' && parseActivation(part.path) !== undefined,
    );
    if (function_) given.set('activation', function_);
  }

  private fields(
    site: CallSite,
    maker: CellMaker,
    given: ReadonlyMap<string, Expression>,
    range: { start: number; end: number },
  ): Fields {
    const { values } = this;
    const { scope } = site;
    const fields: Fields = {};
    const callee = { from: range.start, to: range.end };
    fields.cell = placed(maker.cell, callee, 'cell');
    const size = given.get('hiddenSize') ?? (maker.cell === 'reservoir' ? sizeOfEsn(site) : undefined);
    const hidden = values.size(size, scope);
    if (size && hidden !== undefined) fields.hiddenSize = this.placed(hidden, size, 'hiddenSize');
    const layers = given.get('layers');
    const count = values.whole(layers, scope);
    if (layers && count !== undefined && count <= 1000) fields.layers = this.placed(count, layers, 'layers');
    if (!layers && maker.single) {
      const count = this.stacked(site);
      if (count) fields.layers = count;
    }
    this.activation(fields, maker, given.get('activation'), scope);
    const initializer = given.get('initializer');
    if (initializer) {
      const shape = size ? { rows: size, columns: size, scope } : null;
      const sized = shape ? this.starts.sized(shape) : null;
      const { framework } = libraries[maker.library];
      const draw = this.starts.drawn(initializer, scope, framework, shape);
      const read = draw && initializerOf({ ...emptyStart(initializer, scope), ...sized, draw });
      if (read) fields.initializer = this.placed(read, initializer, 'initializer');
    }
    this.biases(fields, maker, given, scope, callee);
    if (maker.cell === 'reservoir') this.reservoir(fields, given, scope);
    const { defaults } = maker;
    if (defaults?.hiddenSize && !size) fields.hiddenSize = placed(defaults.hiddenSize, callee, 'cell');
    const isMade = ['W', 'reservoir', 'init_reservoir'].some((key) => site.call.keywords.has(key));
    if (defaults?.spectralRadius !== undefined && !given.has('spectralRadius') && !isMade)
      fields.spectralRadius = placed(defaults.spectralRadius, callee, 'cell');
    return fields;
  }

  /** `MultiRNNCell([cell(64)] * 2)`, `RNN([LSTMCell(64) for _ in range(2)])`, also of what a function makes that is called there. */
  private stacked({ around, scope }: CallSite, isFollowed = false): Placed<number> | undefined {
    const { values } = this;
    const within = around.some(
      (part) =>
        part.kind === 'call' &&
        /^(?:MultiRNNCell|StackedRNNCells|RNN|ModuleList)$/.test(lastName(part.callee)),
    );
    const repeated = around.findLast((part) => part.kind === 'operation' && part.operator === '*');
    const each = around.findLast((part) => part.kind === 'each');
    const over =
      each?.kind === 'each' && each.over.kind === 'call' && lastName(each.over.callee) === 'range'
        ? each.over.positional
        : [];
    const counts =
      within && repeated?.kind === 'operation'
        ? repeated.operands.filter(({ kind }) => kind !== 'list')
        : over.length === 1
          ? over
          : [];
    for (const expression of counts) {
      const count = values.whole(expression, scope);
      if (count !== undefined && count <= 1000) return placed(count, expression, 'layers');
    }
    if (isFollowed || scope.kind !== 'function') return undefined;
    const [site, another] = values.program.callsTo(scope.name);
    return site && !another ? this.stacked(site, true) : undefined;
  }

  private activation(
    fields: Fields,
    maker: CellMaker,
    given: Expression | undefined,
    scope: CallSite['scope'],
  ): void {
    const { values } = this;
    const end = given && values.end({ expression: given, scope });
    const said = end?.expression;
    const word =
      said?.kind === 'text'
        ? said.value
        : said?.kind === 'name'
          ? said.path
          : said?.kind === 'call'
            ? said.callee
            : undefined;
    const none = said && /^None$|^nothing$/.test(values.source(said)) ? 'identity' : undefined;
    const name = none ?? (word === undefined ? undefined : parseActivation(lastName(word)));
    if (given && name) fields.activation = this.placed(name, given, 'activation');
    // PyTorch's gated cells have no such argument.
    if (isGated(maker.cell) && libraries[maker.library].framework === 'pytorch') delete fields.activation;
  }

  private biases(
    fields: Fields,
    maker: CellMaker,
    given: ReadonlyMap<string, Expression>,
    scope: CallSite['scope'],
    callee: { from: number; to: number },
  ): void {
    const { values } = this;
    if (maker.gateBias !== undefined) fields.forgetBias = placed(maker.gateBias, callee, 'cell');
    if (maker.cell !== 'lstm') return;
    const unit = given.get('unitForgetBias');
    const isUnit = values.isTrue(unit, scope);
    if (unit && isUnit !== undefined) fields.unitForgetBias = this.placed(isUnit, unit, 'unitForgetBias');
    const bias = given.get('forgetBias');
    // Keras 1 names an initializer there.
    const word = bias && values.word(bias, scope);
    const forget = word === undefined ? bias && values.number(bias, scope) : /^ones?$/.test(word) ? 1 : 0;
    if (bias && forget !== undefined) fields.forgetBias = this.placed(forget, bias, 'forgetBias');
  }

  private reservoir(fields: Fields, given: ReadonlyMap<string, Expression>, scope: CallSite['scope']): void {
    const { values } = this;
    const generator = given.get('W');
    // W=normal(100, 100, sr=0.9) of reservoirpy.mat_gen
    const made = generator && values.end({ expression: generator, scope });
    const options = made?.expression.kind === 'call' ? made.expression : null;
    const [rows] = options?.positional ?? [];
    const size = rows && values.whole(rows, made!.scope);
    if (size && !fields.hiddenSize) fields.hiddenSize = placed(size, rows, 'hiddenSize');
    const radius = given.get('spectralRadius') ?? options?.keywords.get('sr');
    const rho = radius && values.number(radius, scope);
    if (radius && rho !== undefined && rho >= 0 && rho < 1e3) {
      fields.spectralRadius = this.placed(rho, radius, 'spectralRadius');
    }
    const rate = given.get('leak');
    const share = rate && values.number(rate, scope);
    if (rate && share !== undefined && share > 0 && share < 1) {
      fields.leak = this.placed({ keep: 1 - share, gain: share }, rate, 'leak');
    }
  }

  /** The value with its argument, the keyword before it included. */
  private placed<T>(value: T, argument: Expression, path: string): Placed<T> {
    const before = this.values.text.slice(Math.max(0, argument.from - 60), argument.from);
    const key = /(\w+)(\s*=\s*)$/.exec(before);
    if (!key) return placed(value, argument, path);
    const start = argument.from - key[0].length;
    const name = { kind: 'name', path: key[1]!, from: start, to: start + key[1]!.length } as const;
    return placed(value, argument, key[1]!, name);
  }
}

/** `LSTM(64)(x)`: the layer itself is held by nothing. */
function isUsedAtOnce({ around, call }: CallSite): boolean {
  const outer = around.at(-2);
  return outer?.kind === 'call' && outer.callee === '' && outer.receiver === call;
}

/** `LSTMCell(64, parent=None).initialize_carry(key, shape)`: made for the shape of its state alone. */
function isStateAlone({ around, call }: CallSite): boolean {
  const outer = around.at(-1);
  const method = outer?.kind === 'call' && outer.receiver === call ? lastName(outer.callee) : '';
  return /^(?:initialize_carry|initial_state|zero_state|get_initial_state)$/.test(method);
}

/** ESN(inputs, size, outputs; init_reservoir=…) of ReservoirComputing.jl; in old versions ESN(data, inputs, size; reservoir=…). */
function sizeOfEsn({ around, call }: CallSite): Expression | undefined {
  const outer = [...around, call].find((part) => part.kind === 'call' && lastName(part.callee) === 'ESN');
  if (outer?.kind !== 'call' || outer.positional.length < 3) return undefined;
  const isOld = outer.keywords.has('reservoir') || outer.positional[0]?.kind === 'name';
  return outer.positional[isOld && !outer.keywords.has('init_reservoir') ? 2 : 1];
}
