import type { Call, Script } from './script';

/** The recurrent layers of PyTorch and Keras by their full paths. */
const layer =
  /^(?:torch\.nn\.(?:modules\.rnn\.)?(?:RNN|LSTM|GRU)(?:Cell)?|(?:tensorflow\.|tf_)?keras\.(?:layers\.)?(?:SimpleRNN|LSTM|GRU|RNN|ConvLSTM[123]D)(?:Cell)?)$/;
/** Classes from elsewhere that say in their names what they are. */
const recurrentNames = /RNN|LSTM|GRU(?![a-z])|Recurrent/;
/** Where no import says what `nn` is. */
const customary = /^(?:torch\.)?nn\.(?:RNN|LSTM|GRU)(?:Cell)?$/;

/** Classes that hold classes that hold … are followed so far. */
const maxDepth = 10;

/** Which calls make recurrent layers or models that hold some. */
export class Recurrence {
  private readonly classes = new Map<string, boolean>();

  constructor(private readonly script: Script) {
    for (const node of script.classes) this.classes.set(this.className(node.from), false);
    // A class that holds a recurrent class is one: as often as something changes, within reason.
    for (let changed = true, round = 0; changed && round < maxDepth; round++) {
      changed = false;
      for (const node of script.classes) {
        const name = this.className(node.from);
        if (this.classes.get(name)) continue;
        const bases = node.getChild('ArgList');
        const inherits = bases !== null && this.inherits(script.read(bases));
        const holds = script.calls.some(
          (call) => call.node.from > node.from && call.node.to <= node.to && this.makes(call),
        );
        if (!inherits && !holds) continue;
        this.classes.set(name, true);
        changed = true;
      }
    }
  }

  /** Whether a call makes a recurrent layer or a model that holds one. */
  makes({ callee, name }: Call): boolean {
    if (layer.test(this.script.imports.resolve(callee)) || customary.test(callee)) return true;
    const own = this.classes.get(name);
    return own ?? (/^[A-Z]/.test(name) && recurrentNames.test(name));
  }

  /** Whether the script makes any recurrent model. */
  get any(): boolean {
    return this.script.calls.some((call) => this.makes(call));
  }

  /** Whether a model is recurrent: by what it was assigned, else by what the script makes. */
  isRecurrent(models: readonly string[]): boolean {
    const makers = models.flatMap((model) => this.script.assigned.get(model) ?? []);
    const known = makers.filter(({ name }) => this.classes.has(name) || recurrentNames.test(name));
    return known.length > 0 && known.length === models.length
      ? known.some((call) => this.makes(call))
      : this.any;
  }

  private className(from: number): string {
    return /\s+(\w+)/.exec(this.script.text.slice(from, from + 200))?.[1] ?? '';
  }

  private inherits(bases: string): boolean {
    return [...bases.matchAll(/[\w.]+/g)].some(
      ([base]) =>
        this.classes.get(base) === true ||
        layer.test(this.script.imports.resolve(base)) ||
        customary.test(base),
    );
  }
}
