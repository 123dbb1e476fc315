import type { Placed } from '../../core/config/recurrentConfig';
import type { TextRange } from '../../core/textRange';
import { foldKey, looseSequenceKeys, maxLooseLength } from '../config/words';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import { certainlyNamesSteps, namesSteps, readSteps } from '../steps';
import { placed } from './field';
import type { Program } from './program';
import type { Values } from './values';

/** `window=24`, `look_back = 5`: of windows of data, and of other things; with the names that a config has for them. */
const windows: ReadonlySet<string> = new Set([
  ...looseSequenceKeys,
  'past_history',
  'input_window',
  'n_past',
  // Darts trains on longer series than it begins with.
  'training_length',
]);

type Found = Placed<number> & {
  readonly within?: TextRange;
  /** It cuts the data that a model is trained with, and is no size of a trial. */
  readonly data: boolean;
};
const dataMaker = /data|loader|machine|window|timeseries|generator|corpus/i;

/** The sequence lengths that source code names: `seq_len = 35`, a default `bptt=35` around it, `--bptt` with its default. */
export class Lengths {
  private readonly found: Found[] = [];
  /** Lengths of windows, which count where no other is named. */
  private readonly loose: Found[] = [];

  /** `models` are the calls that make them: what one is given is its own. */
  constructor(
    private readonly values: Values,
    private readonly models: ReadonlySet<Expression>,
  ) {
    const { program } = values;
    for (const { statement } of program.statements) {
      if (statement.kind === 'assign' && statement.operator === undefined) {
        for (const target of statement.targets) this.pair(target, statement.value);
      } else if (statement.kind === 'define') {
        const { parameters, from: start, to: end } = statement.function;
        for (const { name, otherwise } of parameters) this.note(name, otherwise, { start, end });
      }
    }
    this.calls(program);
    for (const list of [this.found, this.loose]) list.sort((a, b) => a.range.start - b.range.start);
  }

  /** The length that holds for a model at a place: the nearest above it, else the only one that the file names. */
  at(position: number): Placed<number> | undefined {
    return nearest(this.found, position) ?? nearest(this.loose, position);
  }

  private calls(program: Program): void {
    for (const { call } of program.calls) {
      const own = this.models.has(call) ? { start: call.from, end: call.to } : undefined;
      const data = dataMaker.test(lastName(call.callee));
      for (const [name, value] of call.keywords) this.note(name, value, own, data);
      for (const part of call.positional) this.entries(part);
      const name = lastName(call.callee);
      const isFlag = name.startsWith('DEFINE_');
      const option = call.positional.find(
        (part) => part.kind === 'text' && (isFlag || part.value.startsWith('--')),
      );
      if ((isFlag || name === 'add_argument' || name === 'option') && option?.kind === 'text') {
        const otherwise = isFlag ? call.positional[1] : undefined;
        this.note(option.value.replace(/^-+/, ''), call.keywords.get('default') ?? otherwise);
      }
    }
  }

  private pair(target: Expression, value: Expression): void {
    if (target.kind === 'list' && value.kind === 'list') {
      target.items.forEach((item, i) => {
        const part = value.items[i];
        if (part) this.pair(item, part);
      });
    } else if (target.kind === 'name') {
      this.note(lastName(target.path), value, undefined, false, target);
      this.entries(value);
    }
  }

  /** `{'seq_len': 50}` */
  private entries(value: Expression): void {
    if (value.kind === 'pairs') for (const [key, item] of value.entries) this.note(key, item);
  }

  private note(
    name: string,
    value: Expression | undefined,
    within?: TextRange,
    data = false,
    key: Expression | null = null,
  ): void {
    const isWindow = !namesSteps(name) && windows.has(foldKey(name));
    if (value?.kind !== 'number' || (!isWindow && !namesSteps(name))) return;
    const steps = readSteps(this.values.source(value));
    // More than that under any other name counts samples, or steps of something else.
    if (steps === undefined || (steps > maxLooseLength && !certainlyNamesSteps(name))) return;
    const found = { ...placed(steps, value, name, key), ...(within ? { within } : {}), data };
    (isWindow ? this.loose : this.found).push(found);
  }
}

function nearest(all: readonly Found[], position: number): Placed<number> | undefined {
  // The default of a parameter is a length of its own function.
  const found = all.filter(({ within }) => !within || (within.start <= position && position <= within.end));
  const mine = found.filter(({ within }) => within?.start === position);
  const own = mine.find(({ path }) => path === 'training_length') ?? mine[0];
  if (own) return own;
  const above = found.findLast(({ range }) => range.start < position);
  if (above) return above;
  return only(found) ?? only(found.filter(({ data }) => data));
}

function only(found: readonly Found[]): Found | undefined {
  const [first] = found;
  return found.every(({ value }) => value === first?.value) ? first : undefined;
}
