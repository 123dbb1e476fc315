import type { RecurrentConfig } from '../../core/config/recurrentConfig';
import type { TextRange } from '../../core/textRange';
import type { Expression, Statement } from '../evidence/flow/expression';
import { Flow } from '../evidence/flow/flow';
import { Bindings } from './bindings';
import { Clippings } from './clippings';
import { Constructors, type Constructed } from './constructors';
import { forgetFillings } from './forgetFillings';
import { Lengths } from './lengths';
import { heldMatrices, mayRecur, type Held } from './held';
import { inlineName } from './layers';
import { RecurrentMatrices } from './matrices';
import { isNormalized } from './normalized';
import { ownGates } from './ownGates';
import { Program } from './program';
import { sequenceOf } from './sequence';
import { Values } from './values';
import { WeightFillings } from './weightFillings';

/** What a text is read as. */
export interface ModelText {
  readonly text: string;
  readonly language: 'python' | 'julia' | 'matlab';
  readonly program: readonly Statement[];
  /** Where matrices stand that are known entry by entry: what is drawn there is no news. */
  readonly known?: readonly TextRange[];
}

/** More models than this in one file are a test of all cells. */
const maxModels = 60;

/**
 * The recurrent models in source code: layers and cells by their constructors, and matrices of one's own that a loop, a
 * scan or a step feeds back, with what they are drawn from. Nothing is executed or imported.
 */
export function readModels({ text, language, program, known = [] }: ModelText): RecurrentConfig[] {
  const layers = new Set<Expression>();
  const flow = new Flow(program, layers);
  const { scopes } = flow;
  const values = new Values(new Program(program, scopes), new Bindings(program, scopes), scopes, text);
  const constructed = constructedIn(values, language);
  const isKnown = ({ start }: Held): boolean =>
    known.some((range) => range.start < start.to && start.from < range.end);
  const held = heldMatrices(values, language === 'matlab').filter((item) => mayRecur(item) && !isKnown(item));
  if (constructed.length + held.length === 0) return ownGates(values);
  noteLayers(held, values, layers);
  flow.run();
  const matrices = new RecurrentMatrices(flow, values).read(held);
  const fillings = new WeightFillings(values, constructed).read();
  const forgetBiases = forgetFillings(values, constructed);
  const models = constructed.map((model): RecurrentConfig => {
    const filled = fillings.get(model);
    const initializer = filled ?? undefined;
    const sequenceLength = sequenceOf(model, values);
    const forgetBias = forgetBiases.get(model);
    const fields = {
      ...model.config.fields,
      ...(initializer ? { initializer } : {}),
      ...(sequenceLength ? { sequenceLength } : {}),
      ...(forgetBias?.value ? { forgetBias } : {}),
    };
    const code = model.config.code!;
    // What was filled since counts, understood or not.
    const open = filled === undefined ? code.open : filled === null;
    const unmodeled = isNormalized(model, values) ? ({ unmodeled: 'normalized-state' } as const) : {};
    return {
      ...model.config,
      fields,
      code: { ...code, ...(open === undefined ? {} : { open }), ...unmodeled },
    };
  });
  const lengths = new Lengths(values, new Set(constructed.map(({ site }) => site.call)));
  const clipping = new Clippings(values);
  return [...models, ...matrices, ...ownGates(values)]
    .map((config) => withClipping(withLength(config, lengths), clipping.of(config)))
    .sort((a, b) => a.range.start - b.range.start)
    .slice(0, maxModels);
}

function constructedIn(values: Values, language: ModelText['language']): Constructed[] {
  const constructors = new Constructors(values, language);
  const made: Constructed[] = [];
  for (const site of values.program.calls) {
    const model = constructors.read(site, true);
    if (model) made.push(model);
    if (made.length > maxModels) break;
  }
  // The reservoir of an ESN says more than the ESN around it.
  const isAround = ({ site: { call }, maker }: Constructed): boolean =>
    maker.cell === 'reservoir' &&
    made.some(
      ({ site: inner }) => inner.call !== call && inner.call.from > call.from && inner.call.to <= call.to,
    );
  // A statement that makes several gives its name to none.
  const counts = new Map<Statement, number>();
  for (const { site } of made.filter((model) => !isAround(model)))
    counts.set(site.statement, (counts.get(site.statement) ?? 0) + 1);
  return made
    .filter((model) => !isAround(model))
    .map((model) =>
      counts.get(model.site.statement) === 1 ? model : (constructors.read(model.site, false) ?? model),
    );
}

/** The calls of linear layers whose weight may be fed back. */
function noteLayers(held: readonly Held[], values: Values, layers: Set<Expression>): void {
  const symbols = new Set(held.filter(({ layer }) => layer).map(({ symbol }) => symbol));
  if (symbols.size === 0) return;
  for (const { call, scope } of values.program.calls) {
    const name = inlineName({ call }) ?? call.callee;
    if (name !== '' && symbols.has(values.scopes.resolve(name, scope))) layers.add(call);
  }
}

/** The length that the file names, where the model itself says none. */
function withLength(config: RecurrentConfig, lengths: Lengths): RecurrentConfig {
  if (config.fields.sequenceLength) return config;
  const sequenceLength = lengths.at(config.range.start);
  return sequenceLength ? { ...config, fields: { ...config.fields, sequenceLength } } : config;
}

/** The clipping, where the model is trained. */
function withClipping(
  config: RecurrentConfig,
  clipping: RecurrentConfig['fields']['clipping'],
): RecurrentConfig {
  const isTrained = config.fields.cell?.value !== 'reservoir';
  return clipping && isTrained ? { ...config, fields: { ...config.fields, clipping } } : config;
}
