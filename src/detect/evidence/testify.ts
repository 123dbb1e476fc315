import type { Evidence } from '../../core/role/evidence';
import { readName } from '../../core/role/names';
import type { Role } from '../../core/role/role';
import type { Veto } from '../../core/role/veto';
import type { TextRange } from '../../core/textRange';
import { type Change, readChange } from './changes';
import { readFeedback } from './feedback';
import { literalSymbol } from './flow/arguments';
import type { Statement } from './flow/expression';
import { Flow } from './flow/flow';
import type { Feedback, Handing, Observations, Use } from './flow/observations';
import { pathOf, type Variable } from './flow/scopes';
import { readNames, readStructure } from './namesOf';
import { Reach, type Reached } from './reach';
import type { Subject, Witness } from './witness';

const recurrentLayer = /(?:SimpleRNN|LSTM|GRU|RNN|Recurrent|ESN|Reservoir)/;
/** `rnn.weight_hh_l0.copy_(W)`, `load_state_dict:weight_hh_l0` */
const recurrentPlace = /weight_hh|recurrent_kernel|recurrent_weights?|weights?_hidden/;

/** What a program says about the matrices that it holds. */
export function testify(
  program: readonly Statement[],
  subjects: readonly Subject[],
  text: string,
): Witness[] {
  const flow = new Flow(program);
  const observed = flow.run();
  const reach = new Reach(observed.aliases);
  const reached = subjects.map((_, index) => reach.of(literalSymbol(index)));
  const names = [...new Set(subjects.map(({ name }) => name))];
  const tests = testsIn(program);
  const bindings = bindingsOf(reached);
  const bySymbol = {
    feedback: group(observed.feedback, ({ matrix }) => matrix.replace(/\[0,0\]$/, '')),
    uses: group(observed.uses, ({ symbol }) => symbol),
    handings: group(observed.handings, ({ symbol }) => symbol),
    mutations: group(observed.mutations, ({ symbol }) => symbol),
  };
  return subjects.map((subject, index) => witness(subject, index));

  function witness(subject: Subject, index: number): Witness {
    const symbols = reached[index]!;
    const of = <T>(groups: ReadonlyMap<Variable, readonly T[]>): [T, Variable][] =>
      [...symbols.keys()].flatMap((symbol) =>
        (groups.get(symbol) ?? []).map((item): [T, Variable] => [item, symbol]),
      );
    const holds = (symbol: Variable, position: number): boolean =>
      !superseded(index, symbol, position, bindings);
    const direct = [...symbols].filter(([, way]) => way.direct).map(([symbol]) => nameOf(symbol));
    const own = [subject.name, ...direct].filter((name) => name !== '' && name !== 'matrix');
    const naming = readNames(own, names);
    const evidence: Evidence[] = [...naming.evidence];
    const vetoes: Veto[] = [...naming.vetoes, ...readStructure(subject, text)];
    evidence.push(...strongElsewhere(symbols, naming.evidence));
    const isScalar = subject.matrix.rows === 1 && subject.matrix.columns === 1;
    const feedback = of(bySymbol.feedback)
      .filter(
        ([{ matrix, range }, symbol]) =>
          holds(symbol, range.start) && (isScalar || !matrix.endsWith('[0,0]')),
      )
      .map(([item]) => item);
    const { items, vetoes: against } = feedbackOf(feedback, flow);
    evidence.push(...items);
    vetoes.push(...against);
    const test = tests.find((range) => items.length > 0 && items.every((item) => isWithin(item, range)));
    if (test) vetoes.push({ kind: 'test', range: test });
    evidence.push(...of(bySymbol.handings).flatMap(([handing]) => handed(handing, text)));
    const uses = of(bySymbol.uses).filter(([{ range }, symbol]) => holds(symbol, range.start));
    vetoes.push(
      ...usesOf(
        uses.map(([use]) => use),
        index,
        items.length > 0,
        own,
      ),
    );
    const changes = of(bySymbol.mutations)
      .filter(
        ([{ range }, symbol]) =>
          symbols.get(symbol)?.direct === true &&
          range.start > subject.range.end &&
          holds(symbol, range.start),
      )
      .map(([mutation]) => readChange(mutation, flow.scopes, flow.numbers))
      .sort((a, b) => a.range.start - b.range.start);
    const lost = changes.find(({ kind }) => kind === 'unknown');
    if (lost) vetoes.push({ kind: 'changed', range: lost.range });
    const multiplies = uses.some(([{ kind }]) => kind === 'product');
    return { evidence, vetoes, otherwise: otherwiseOf(naming.otherwise, own, multiplies), changes };
  }
}

/** The functions and classes that test something. */
function testsIn(program: readonly Statement[]): TextRange[] {
  return program.flatMap((statement): TextRange[] => {
    if (statement.kind === 'branch' || statement.kind === 'loop') return testsIn(statement.body);
    const name =
      statement.kind === 'define'
        ? statement.function.name
        : statement.kind === 'class'
          ? statement.name
          : '';
    return /^test/i.test(name) || /Tests?$/.test(name) ? [{ start: statement.from, end: statement.to }] : [];
  });
}

function isWithin(item: Evidence, { start, end }: TextRange): boolean {
  return item.kind === 'feedback' && item.range.start >= start && item.range.end <= end;
}

/** The role that is left where nothing recurs. */
function otherwiseOf(named: Role, own: readonly string[], multiplies: boolean): Role {
  if (named !== 'unknown') return named;
  const isWeight = own.some((name) => readName(name) !== null || /^w\w{0,3}$|weight/i.test(name));
  return isWeight && multiplies ? 'feedforward' : 'unknown';
}

/** The best of several observations of one form and place, and what speaks against all of them. */
function feedbackOf(feedback: readonly Feedback[], flow: Flow): { items: Evidence[]; vetoes: Veto[] } {
  const readings = feedback.map((item) => readFeedback(item, flow.numbers));
  const [first] = [...readings].sort((a, b) => a.vetoes.length - b.vetoes.length);
  if (!first) return { items: [], vetoes: [] };
  const seen = new Set<number>();
  const items = readings
    .filter(({ vetoes }) => vetoes.length === first.vetoes.length)
    .map(({ evidence }) => evidence)
    // A loop says more than the step function that it calls.
    .sort((a, b) => Number(b.steps !== undefined) - Number(a.steps !== undefined))
    .filter(({ range }) => !seen.has(range.start) && !!seen.add(range.start));
  return { items, vetoes: first.vetoes.map((kind) => ({ kind, range: first.evidence.range })) };
}

/** Strong names that the matrix is handed over to: `Rnn(W_hh=A)`. */
function strongElsewhere(symbols: ReadonlyMap<Variable, Reached>, known: readonly Evidence[]): Evidence[] {
  const found: Evidence[] = [];
  for (const [symbol, { direct }] of symbols) {
    if (direct || found.length > 0 || known.some(({ kind }) => kind === 'name')) continue;
    const name = nameOf(symbol);
    const reading = readName(name);
    if (reading?.role === 'recurrent' && reading.strength === 'strong') {
      found.push({ kind: 'name', name, strength: 'strong' });
    }
  }
  return found;
}

/** A matrix that is put into the recurrent place of a layer. */
function handed({ callee, place, of, range }: Handing, text: string): Evidence[] {
  const isRecurrent = recurrentPlace.test(callee) && !/bias/.test(callee);
  const isSecond =
    /(?:^|\.)set_weights$|(?:^|:)weights$/.test(callee) &&
    place === 1 &&
    of === 3 &&
    recurrentLayer.test(text);
  if (isRecurrent || isSecond) return [{ kind: 'constructor', callee, range }];
  // Cell(W_hh=A)
  const keyword = callee.slice(callee.lastIndexOf(':') + 1);
  const reading = callee.includes(':') ? readName(keyword) : null;
  return reading?.role === 'recurrent' && reading.strength === 'strong'
    ? [{ kind: 'name', name: keyword, strength: 'strong', range }]
    : [];
}

function usesOf(uses: readonly Use[], index: number, feeds: boolean, own: readonly string[]): Veto[] {
  const vetoes: Veto[] = [];
  const first = (...kinds: Use['kind'][]): Use | undefined => uses.find(({ kind }) => kinds.includes(kind));
  const itself = uses.find(({ kind, symbol }) => kind === 'expectation' && symbol === literalSymbol(index));
  if (itself) vetoes.push({ kind: 'expectation', range: itself.range });
  const quadratic = first('quadratic');
  if (quadratic) vetoes.push({ kind: 'quadratic-form', range: quadratic.range });
  if (feeds) return vetoes;
  const product = first('product');
  if (product) vetoes.push({ kind: 'feedforward-use', range: product.range });
  const other = first('expectation');
  if (other) vetoes.push({ kind: 'other-use', range: other.range });
  // A small letter alone is the name of many things.
  const small = own.every((name) => /^[a-z]$/.test(name));
  const used = small ? first('argument', 'operand') : undefined;
  if (used) vetoes.push({ kind: 'other-use', range: used.range });
  return vetoes;
}

/** How long a variable holds a matrix: from one place in the text until another takes it. */
interface Binding {
  readonly at: number;
  readonly straight: boolean;
  /** Where the next matrix takes the variable for certain. */
  until: number;
}

/** The matrices that a variable is bound to, by their index. */
interface Bindings {
  readonly first: number;
  readonly byIndex: ReadonlyMap<number, Binding>;
}

/** Which matrices each variable is bound to, one after the other. */
function bindingsOf(reached: readonly ReadonlyMap<Variable, Reached>[]): ReadonlyMap<Variable, Bindings> {
  const lists = new Map<Variable, [number, Binding][]>();
  reached.forEach((variables, index) => {
    for (const [variable, { direct, at, straight }] of variables) {
      if (!direct || at < 0) continue;
      const entry: [number, Binding] = [index, { at, straight, until: Infinity }];
      const list = lists.get(variable);
      if (list) list.push(entry);
      else lists.set(variable, [entry]);
    }
  });
  const result = new Map<Variable, Bindings>();
  for (const [variable, list] of lists) {
    list.sort(([, a], [, b]) => b.at - a.at);
    let next = Infinity;
    for (const [, binding] of list) {
      binding.until = next;
      if (binding.straight) next = binding.at;
    }
    result.set(variable, { first: list.at(-1)![1].at, byIndex: new Map(list) });
  }
  return result;
}

/** Whether a variable holds another matrix at a place in the text. */
function superseded(
  index: number,
  variable: Variable,
  position: number,
  all: ReadonlyMap<Variable, Bindings>,
): boolean {
  const bindings = all.get(variable);
  const own = bindings?.byIndex.get(index);
  if (!bindings || !own) return false;
  return own.until < position || (own.straight && own.at > position && bindings.first < position);
}

function nameOf(symbol: Variable): string {
  return symbol.startsWith('#') ? '' : pathOf(symbol).replace(/\*$/, '');
}

function group<T>(items: readonly T[], key: (item: T) => Variable): Map<Variable, T[]> {
  const groups = new Map<Variable, T[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list) list.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

export type { Change, Observations };
