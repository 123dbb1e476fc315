import { libraries } from '../../core/config/libraries';
import type { RecurrentConfig } from '../../core/config/recurrentConfig';
import { decideRole } from '../../core/role/decide';
import type { Evidence, FeedbackEvidence } from '../../core/role/evidence';
import type { VetoKind } from '../../core/role/veto';
import { parseActivation } from '../../core/recurrence/activation';
import { lastName } from '../evidence/flow/calls';
import type { Flow } from '../evidence/flow/flow';
import type { Feedback } from '../evidence/flow/observations';
import { pathOf } from '../evidence/flow/scopes';
import { readFeedback } from '../evidence/feedback';
import { readNames } from '../evidence/namesOf';
import { Reach } from '../evidence/reach';
import type { Fields } from './constructors';
import { placed } from './field';
import type { Held } from './held';
import { initializerOf } from './start';
import { valueOf } from './scale';
import type { Values } from './values';

/** Turns matrices that a script draws into models where it feeds them back, or names them as nothing but recurrent. */
export class RecurrentMatrices {
  private readonly feedback = new Map<string, Feedback[]>();
  private readonly reach: Reach;
  /** How many dictionaries of parameters have a key. */
  private readonly keys = new Map<string, number>();

  constructor(
    private readonly flow: Flow,
    private readonly values: Values,
  ) {
    for (const item of flow.observed.feedback) {
      const known = this.feedback.get(item.matrix);
      if (known) known.push(item);
      else this.feedback.set(item.matrix, [item]);
    }
    this.reach = new Reach(flow.observed.aliases);
  }

  /** The models among some matrices, in their order. */
  read(all: readonly Held[]): RecurrentConfig[] {
    const names = [...new Set(all.map(({ name }) => name))];
    for (const { key } of all) if (key !== null) this.keys.set(key, (this.keys.get(key) ?? 0) + 1);
    return all.flatMap((held) => {
      const config = this.config(held, names);
      return config ? [config] : [];
    });
  }

  private config(held: Held, names: readonly string[]): RecurrentConfig | null {
    const { start, name, target } = held;
    const found = this.feedbackOf(held);
    const naming = readNames([name], names);
    // A name means something only where the matrix is square, and a layer's means nothing.
    const named = held.layer || start.square !== true ? [] : naming.evidence;
    const strong = named.filter((item) => item.kind === 'name' && item.strength === 'strong');
    if (!found && strong.length === 0) return null;
    const evidence: Evidence[] = [...strong, ...(found ? [found.evidence] : [])];
    const vetoes = [...naming.vetoes, ...(found?.vetoes ?? []).map((kind) => ({ kind }))];
    const decision = decideRole(
      evidence,
      held.layer ? vetoes.filter(({ kind }) => kind !== 'other-name') : vetoes,
      naming.otherwise,
    );
    if (decision.role !== 'recurrent' || !decision.judged) return null;
    const fields = this.fields(held, found?.evidence ?? null);
    const isKnown = (fields.initializer ?? fields.spectralRadius) !== undefined;
    const open = !isKnown || found?.evidence.leak === null;
    return {
      family: 'code',
      framework: libraries[held.library].framework,
      name: name.slice(0, 120),
      range: { start: held.from, end: held.to },
      anchor: { start: target.from, end: target.to },
      fields,
      clippingSlot: null,
      code: {
        library: held.library,
        ...(open ? { open } : {}),
        bidirectional: false,
        evidence: decision.evidence,
      },
    };
  }

  /** The best of what feeds the matrix back. */
  private feedbackOf({
    symbol,
    key,
    layer,
    start,
  }: Held): { evidence: FeedbackEvidence; vetoes: readonly VetoKind[] } | null {
    const assumed = layer && start.rows === start.columns;
    const reached = [...this.reach.of(symbol).keys()].flatMap((name) => this.feedback.get(name) ?? []);
    const found = reached.length > 0 || key === null ? reached : this.feedbackByKey(key);
    // A layer that is told its outputs alone may take anything else: it recurs where nothing unknown is in between.
    const items = assumed ? found.filter(({ source }) => source?.opaque !== true) : found;
    const readings = items.map((item) => readFeedback(item, this.flow.numbers));
    const fewest = Math.min(...readings.map(({ vetoes }) => vetoes.length));
    const best = readings.filter(({ vetoes }) => vetoes.length === fewest);
    // A loop says more than the step that it calls.
    return (
      best.find(({ evidence }) => evidence.steps) ??
      best.find(({ evidence }) => evidence.activation) ??
      best[0] ??
      null
    );
  }

  /** `params['W']` in a step that nothing in the file calls: the dictionary is handed over elsewhere. */
  private feedbackByKey(key: string): Feedback[] {
    if (this.keys.get(key) !== 1) return [];
    return [...this.feedback].flatMap(([symbol, items]) => {
      const [, name = '', last] = /^([^.]+)\.([^.]+)$/.exec(pathOf(symbol)) ?? [];
      const bound = last === key ? this.values.bindings.of(symbol.slice(0, -key.length - 1)) : [];
      return name !== 'self' && bound.length > 0 && bound.every(({ parameter }) => parameter) ? items : [];
    });
  }

  private fields({ start, layer, target, reservoir }: Held, feedback: FeedbackEvidence | null): Fields {
    const { values } = this;
    const fields: Fields = {};
    const isReservoir = reservoir || start.radius !== null;
    fields.cell = placed(isReservoir ? 'reservoir' : 'matrix', target, 'cell');
    const hidden = values.size(start.rows, start.scope);
    if (hidden !== undefined) fields.hiddenSize = placed(hidden, start.rows, 'hiddenSize');
    const initializer = initializerOf(start);
    if (initializer) fields.initializer = placed(initializer, start, layer ? 'cell' : 'initializer');
    const radius = start.radius && valueOf(start.radius, start.size.value);
    if (radius !== undefined && radius !== null) {
      fields.spectralRadius = placed(radius, start.radiusAt ?? start, 'spectralRadius');
    }
    if (!feedback) return fields;
    const { activation, leak, steps, range } = feedback;
    const at = { from: range.start, to: range.end };
    const phi = activation === undefined ? 'identity' : parseActivation(lastName(activation));
    fields.activation = placed(phi ?? 'tanh', at, activation ?? '');
    if (leak) fields.leak = placed(leak, at, 'leak');
    if (steps) {
      fields.sequenceLength = placed(steps.value, { from: steps.range.start, to: steps.range.end }, 'steps');
    }
    return fields;
  }
}
