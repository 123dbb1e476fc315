import type { Placed } from '../../core/config/recurrentConfig';
import type { TextRange } from '../../core/textRange';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import { namesSteps, readSteps } from '../steps';
import { placed } from './field';
import type { Program } from './program';
import type { Values } from './values';

/** The sequence lengths that source code names: `seq_len = 35`, a default `bptt=35` around it, `--bptt` with its default. */
export class Lengths {
  private readonly found: (Placed<number> & { readonly within?: TextRange })[] = [];

  constructor(private readonly values: Values) {
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
    this.found.sort((a, b) => a.range.start - b.range.start);
  }

  /** The length that holds for a model at a place: the nearest above it, else the only one that the file names. */
  at(position: number): Placed<number> | undefined {
    // The default of a parameter is a length of its own function.
    const found = this.found.filter(
      ({ within }) => !within || (within.start <= position && position <= within.end),
    );
    const above = found.findLast(({ range }) => range.start < position);
    if (above) return above;
    const [first] = found;
    return found.every(({ value }) => value === first?.value) ? first : undefined;
  }

  private calls(program: Program): void {
    for (const { call } of program.calls) {
      for (const [name, value] of call.keywords) this.note(name, value);
      for (const part of call.positional) this.entries(part);
      const option = call.positional.find((part) => part.kind === 'text' && part.value.startsWith('--'));
      if (lastName(call.callee) === 'add_argument' && option?.kind === 'text') {
        this.note(option.value.replace(/^-+/, ''), call.keywords.get('default'));
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
      this.note(lastName(target.path), value);
      this.entries(value);
    }
  }

  /** `{'seq_len': 50}` */
  private entries(value: Expression): void {
    if (value.kind === 'pairs') for (const [key, item] of value.entries) this.note(key, item);
  }

  private note(name: string, value: Expression | undefined, within?: TextRange): void {
    if (value?.kind !== 'number' || !namesSteps(name)) return;
    const steps = readSteps(this.values.source(value));
    if (steps !== undefined)
      this.found.push({ ...placed(steps, value, name), ...(within ? { within } : {}) });
  }
}
