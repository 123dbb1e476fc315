import { lastName } from '../evidence/flow/calls';
import type { Placed } from './values';
import type { Program } from './program';

/** What a script calls the object that its options are in. */
const optionObjects =
  /^(?:self\.)?(?:args?|opts?|options?|flags|hparams|hps?|params|cfg|conf(?:ig)?|a|p|ns|namespace)$/i;

/** Whether a name is customary for an object of options. */
export function namesOptions(name: string): boolean {
  return optionObjects.test(name);
}

/** The defaults of a script's command line: argparse, absl and TensorFlow flags. */
export class Options {
  private readonly defaults = new Map<string, Placed>();

  constructor(program: Program) {
    for (const name of ['add_argument', 'DEFINE_integer', 'DEFINE_float', 'DEFINE_string']) {
      for (const { call, scope } of program.callsTo(name)) {
        const names = call.positional.flatMap((part) => (part.kind === 'text' ? [part.value] : []));
        const isFlag = lastName(call.callee) !== 'add_argument';
        const destination = call.keywords.get('dest');
        const own =
          destination?.kind === 'text'
            ? destination.value
            : (names.find((word) => word.startsWith('--') || isFlag) ?? names[0]);
        const value = isFlag ? call.positional[1] : call.keywords.get('default');
        if (own === undefined || !value) continue;
        this.defaults.set(own.replace(/^-+/, '').replaceAll('-', '_'), { expression: value, scope });
      }
    }
  }

  /** The default of an option. */
  of(name: string): Placed | null {
    return this.defaults.get(name) ?? null;
  }

  /** The same where only the name of the object says that these are the options. */
  byName(object: string, name: string): Placed | null {
    return namesOptions(object) ? this.of(name) : null;
  }
}
