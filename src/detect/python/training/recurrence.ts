import type { SyntaxNode } from '../syntax';
import type { Definition, Definitions } from './definitions';
import type { Feedback } from './feedback';
import type { Origin, Origins } from './origins';
import type { Scope } from './scopes';
import type { Call, Script } from './script';
import type { TrainingEvidence } from './trainingFix';

/** The recurrent layers of PyTorch, Keras, TensorFlow, Flax, Haiku and Equinox by their full paths. */
const layer = new RegExp(
  '^(?:' +
    [
      String.raw`torch\.nn\.(?:modules\.rnn\.)?(?:RNN|LSTM|GRU)(?:Cell|Base)?`,
      String.raw`(?:tensorflow\.|tf\.|tf_)?keras\.(?:layers\.)?(?:\w+\.)?(?:SimpleRNN|LSTM|GRU|RNN|CuDNNLSTM|CuDNNGRU|ConvLSTM[123]D)(?:Cell)?`,
      String.raw`(?:tensorflow|tf)\.(?:compat\.v1\.)?(?:nn|contrib|keras)\.(?:rnn\.|rnn_cell\.|layers\.)?(?:\w*(?:RNN|LSTM|GRU)\w*Cell|\w*dynamic_rnn|static_\w*rnn|raw_rnn)`,
      String.raw`flax\.(?:linen|nnx)\.(?:\w+\.)*(?:RNN|SimpleCell|MGUCell|\w*(?:LSTM|GRU)Cell)`,
      String.raw`haiku\.(?:VanillaRNN|LSTM|GRU|DeepRNN|Conv[123]DLSTM|dynamic_unroll|static_unroll)`,
      String.raw`equinox\.nn\.(?:LSTM|GRU)Cell`,
    ].join('|') +
    ')$',
);
/** Classes from elsewhere that say in their names what they are, and those that only have to do with one. */
const recurrentNames = /RNN|Rnn|LSTM|Lstm|GRU(?![a-z])|Gru(?![a-z])|Recurrent/;
const notModels =
  /(?:Loss|Dataset|Config|Args|Arguments|Tokenizer|Callback|Trainer|Loader|DataModule|Scheduler|Optimizer|Metric|Transducer)$/;
const recurrentFunctions = /(?:^|_)(?:rnn|lstm|gru)s?(?:_|$)/;
/** Where no import says what `nn` is. */
const customary = /^(?:torch\.)?nn\.(?:RNN|LSTM|GRU)(?:Cell)?$/;
const cellString = /^['"](?:rnn|lstm|gru|bilstm|bigru|rnn_tanh|rnn_relu|simple_?rnn|vanilla_?rnn)['"]$/i;
/** Libraries whose other classes are known not to recur. */
const frameworks =
  /^(?:torch|torchvision|torchaudio|tensorflow|tf|keras|flax|jax|transformers|timm|haiku|equinox|sklearn)\./;
const loaders = /(?:^|[._])(?:load|load_model|from_pretrained|load_learner|get_model|create_model|clone)$/;
const adds = /^(?:add|append|add_module|insert|extend)$/;

/** Calls that take what calls made that … are followed so far. */
const maxDepth = 100;

/** TrainingEvidence that a model recurs; `false` where what is visible does not, `null` where that cannot be told. */
export type Answer = TrainingEvidence | false | null;

/** Which calls make recurrent layers or models that hold some. */
export class Recurrence {
  private readonly made = new Map<Call, Answer>();
  private depth = 0;
  private readonly defined = new Map<Definition, Answer>();

  constructor(
    private readonly script: Script,
    private readonly definitions: Definitions,
    private readonly origins: Origins,
    private readonly feedback: Feedback,
  ) {}

  /** Whether a call makes a recurrent layer or a model that holds one. */
  makes(call: Call): Answer {
    const known = this.made.get(call);
    if (known !== undefined) return known;
    if (this.depth >= maxDepth) return null;
    this.made.set(call, null);
    this.depth++;
    const answer = this.judge(call);
    this.depth--;
    this.made.set(call, answer);
    return answer;
  }

  /** Whether a model is recurrent, by its name in a scope. */
  ofModel(model: string, scope: Scope, at?: number): Answer {
    const origin = this.origins.of(model, scope, at);
    const answer = this.ofOrigin(origin);
    if (answer) return answer;
    for (const call of this.script.callsOn(model)) {
      if (!adds.test(call.name) || !isBetween(call.node.from, origin, at)) continue;
      const added = this.within(call.node);
      if (added) return added;
    }
    return answer;
  }

  /** Whether something that came about so is recurrent. */
  ofOrigin({ calls, classes, unknown }: Origin): Answer {
    const answers = [
      ...calls.map((call) => this.makes(call)),
      ...classes.map((owner) => this.defines(owner)),
    ];
    const found = answers.find(Boolean);
    if (found) return found;
    return unknown || answers.length === 0 || answers.includes(null) ? null : false;
  }

  /** Whether a class or function of the script is recurrent, or makes what is. */
  defines(definition: Definition): Answer {
    const known = this.defined.get(definition);
    if (known !== undefined) return known;
    this.defined.set(definition, false);
    const answer = this.look(definition);
    this.defined.set(definition, answer);
    return answer;
  }

  /** Whether a class that a name stands for is recurrent, here or elsewhere. */
  ofName(name: string, { from, to }: SyntaxNode): Answer {
    const own = this.definitions.named(name.slice(name.lastIndexOf('.') + 1));
    if (own.length > 0) return own.map((definition) => this.defines(definition)).find(Boolean) ?? false;
    const path = this.script.imports.resolve(name);
    const range = { start: from, end: to };
    if (layer.test(path) || customary.test(name)) return { kind: 'constructor', what: name, range };
    const last = name.slice(name.lastIndexOf('.') + 1);
    const says = /^[A-Z]/.test(last) && recurrentNames.test(last) && !notModels.test(last);
    return says ? { kind: 'name', what: last, range } : null;
  }

  private judge(call: Call): Answer {
    const { callee, name, node } = call;
    const path = this.script.imports.resolve(callee);
    const range = { start: node.from, end: node.to };
    if (layer.test(path) || customary.test(callee)) return { kind: 'constructor', what: callee, range };
    const own = this.definitions.ledTo(call);
    const defined = own.map((definition) => this.defines(definition)).find(Boolean);
    if (defined) return defined;
    if (own.length === 0) {
      const says = /^[A-Z]/.test(name)
        ? recurrentNames.test(name) && !notModels.test(name)
        : recurrentFunctions.test(name) && !/loss|data|batch|train|test|eval|plot|param/.test(name);
      if (says) return { kind: 'name', what: name, range };
    }
    const given = this.within(node) || this.given(call);
    if (given) return given;
    return own.length > 0 || (frameworks.test(path) && !loaders.test(callee)) ? false : null;
  }

  /** The first recurrent layer made within a node. */
  private within(node: SyntaxNode): Answer {
    for (const call of this.definitions.callsWithin(node)) {
      const answer = call.node.from === node.from && call.node.to === node.to ? null : this.makes(call);
      if (answer) return answer;
    }
    return null;
  }

  /** `Model(inputs, outputs)`, `Wrapper(rnn)`, `learner(dls, AWD_LSTM)`, `build("lstm")`. */
  private given({ node, scope }: Call): Answer {
    const list = node.lastChild;
    if (list?.name !== 'ArgList') return null;
    for (const value of named(list)) {
      const text = this.script.read(value);
      const range = { start: value.from, end: value.to };
      if (value.name === 'String') {
        if (cellString.test(text)) return { kind: 'config', what: text.slice(1, -1), range };
        continue;
      }
      const answer = this.ofName(text, value) || this.ofOrigin(this.origins.of(text, scope, node.from));
      if (answer) return answer;
    }
    return null;
  }

  private look(definition: Definition): Answer {
    const { node, bases, scope } = definition;
    if (scope) {
      const own = this.feedback.in(definition);
      if (own) return own;
      return /\breturn\b/.test(this.script.read(node)) ? this.within(node) : false;
    }
    for (const base of bases) {
      const answer = this.ofName(base, node);
      if (answer) return answer;
    }
    const held = this.within(node);
    if (held) return held;
    for (const method of this.definitions.all) {
      const found = method.owner?.node === node ? this.feedback.in(method) : null;
      if (found) return found;
    }
    return false;
  }
}

/** What is added to a model that was made here is added behind that. */
function isBetween(place: number, { calls }: Origin, at = Infinity): boolean {
  return place < at && calls.every(({ node }) => node.from < place);
}

/** The names and strings of an argument list, also within lists. */
function named(list: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = list.firstChild; child && found.length < 50; child = child.nextSibling) {
    if (child.nextSibling?.name === 'AssignOp') continue;
    if (/^(?:VariableName|MemberExpression|String)$/.test(child.name)) found.push(child);
    else if (/^(?:ArrayExpression|TupleExpression|DictionaryExpression)$/.test(child.name))
      found.push(...named(child));
  }
  return found;
}
