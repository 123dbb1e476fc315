import type { Expression } from '../evidence/flow/expression';
import type { Placed } from './values';
import type { CallExpression, Program } from './program';

/** What a script calls the object that its options are in. */
const optionObjects =
  /^(?:self\.)?(?:args?|opts?|options?|flags|hparams|hps?|params|cfg|conf(?:ig)?|a|p|ns|namespace)$/i;

/** Whether a name is customary for an object of options. */
export function namesOptions(name: string): boolean {
  return optionObjects.test(name);
}

/** The defaults of a script's command line: argparse, click, absl and TensorFlow flags. */
export class Options {
  private readonly defaults = new Map<string, Placed>();
  /** Those that click hands to a function as its parameters. */
  private readonly parameters = new Map<string, Placed>();

  constructor(program: Program) {
    for (const name of ['add_argument', 'option', 'DEFINE_integer', 'DEFINE_float', 'DEFINE_string']) {
      for (const { call, scope } of program.callsTo(name)) {
        const names = call.positional.flatMap((part) => (part.kind === 'text' ? [part.value] : []));
        const isFlag = name.startsWith('DEFINE');
        const destination = call.keywords.get('dest');
        const own =
          destination?.kind === 'text'
            ? destination.value
            : (names.find((word) => word.startsWith('--') || isFlag) ?? names[0]);
        const value = isFlag ? call.positional[1] : (call.keywords.get('default') ?? firstChoice(call));
        if (own === undefined || !value) continue;
        const key = own.replace(/^-+/, '').replaceAll('-', '_');
        this.defaults.set(key, { expression: value, scope });
        if (name === 'option') this.parameters.set(key, { expression: value, scope });
      }
    }
  }

  /** The default of an option. */
  of(name: string): Placed | null {
    return this.defaults.get(name) ?? null;
  }

  /** The default of an option that a function takes as a parameter. */
  ofParameter(name: string): Placed | null {
    return this.parameters.get(name) ?? null;
  }

  /** The same where only the name of the object says that these are the options. */
  byName(object: string, name: string): Placed | null {
    return namesOptions(object) ? this.of(name) : null;
  }
}

/** Of an option that must be given, the first that may be. */
function firstChoice({ keywords }: CallExpression): Expression | undefined {
  const choices = keywords.get('choices');
  return choices?.kind === 'list' ? choices.items[0] : undefined;
}
