import type { ConfigFamily, ConfigFields, Placed, RecurrentConfig } from '../../core/config/recurrentConfig';
import type { Framework } from '../../core/initializers/names';
import { parseActivation, type ActivationName } from '../../core/recurrence/activation';
import { readClipping } from './clipping';
import { clippingSlot } from './clippingSlot';
import { readInitializer } from './initializer';
import type { Scope } from './scope';
import { pathOf, type ConfigNode } from './tree/node';
import * as words from './words';

/** Maps beside a cell's name that hold its arguments. */
const argumentKeys = [
  'init_args',
  'args',
  'params',
  'kwargs',
  'config',
  'options',
  'hparams',
  'model_args',
  'model_params',
  'encoder_conf',
  'decoder_conf',
  'rnn_conf',
];

type Fields = { -readonly [K in keyof ConfigFields]?: Placed<ConfigFields[K]> };

/** A model block that was recognized. */
export interface Block {
  readonly cell: ConfigNode;
  /** The map that has the hidden size. */
  readonly map: ConfigNode;
}

/**
 * The block that a map makes, if it names a cell and, in the same map or in the map of its arguments, a hidden size: one
 * without the other is no recurrent network.
 */
export function blockOf(scope: Scope, map: ConfigNode): Block | undefined {
  if (map.kind !== 'map') return undefined;
  const cell = cellNode(scope, map);
  if (!cell) return undefined;
  const own = `${words.foldKey(String(cell.key))}_conf`;
  const places = [map, ...[...argumentKeys, own].map((key) => scope.find(map, [key]))];
  const holder = places.find((place) => place && hiddenNode(scope, place));
  // `encoder: rnn` beside `encoder_conf: {rnn_type: lstm, …}`: the arguments know better and are a block themselves.
  // So do those of `class_path: darts.models.RNNModel` that say `model: LSTM`.
  const named = holder && scope.find(holder, [...words.explicitCellKeys, 'model']);
  const knowsBetter = named && (named.key !== 'model' || words.cellOf(scope.string(named)));
  if (!holder || (holder !== map && knowsBetter)) return undefined;
  return { cell, map: holder };
}

function hiddenNode(scope: Scope, map: ConfigNode): ConfigNode | undefined {
  const isKeras = scope.find(map.parent ?? undefined, ['class_name']) ?? scope.find(map, ['class_name']);
  const found = scope.find(map, isKeras ? [...words.hiddenKeys, words.keras1HiddenKey] : words.hiddenKeys);
  // `lm_conf: {rnn_type: lstm, unit: 650}` of ESPnet
  const unit = found ? undefined : scope.find(map, ['unit']);
  const isSize = typeof scope.resolve(unit)?.value === 'number';
  const isCell = scope.find(map, words.explicitCellKeys) !== undefined || map.key === 'lm_conf';
  return found ?? (isSize && isCell ? unit : undefined);
}

function cellNode(scope: Scope, map: ConfigNode): ConfigNode | undefined {
  for (const key of words.cellKeys) {
    const node = scope.find(map, [key]);
    if (!node) continue;
    const word = scope.string(node);
    if (words.cellOf(word)) return node;
    // `rnn: {rnn_type: IndRNN}`: the key `rnn` must not speak for a cell that is named and not known.
    if (words.explicitCellKeys.includes(key) && /rnn|lstm|gru|sru|mgu/i.test(word ?? '')) return undefined;
  }
  const flag = scope.find(map, ['use_lstm', 'use_gru', 'use_rnn']);
  if (flag?.value === true) return flag;
  const counted = flag ? undefined : scope.find(map, [...words.cellLayerKeys, ...words.cellHiddenKeys]);
  if (typeof counted?.value === 'number' && counted.value > 0) return counted;
  // `lstm: {hidden_size: 128}`: the key is the name.
  return words.cellOf(map.key) ? map : undefined;
}

/** `encoder_type: rnn` names no cell: the trainers that have this key build LSTMs unless another key says otherwise; so does ESPnet's `encoder: vgg_rnn`. */
function namedCell(cell: ConfigNode, word: string | undefined): ReturnType<typeof words.cellOf> {
  const network = words.networkKeys.includes(words.foldKey(String(cell.key)));
  return network && /^(?:b|bi|vgg_|seq_)?rnn$/i.test(word ?? '') ? { cell: 'lstm' } : words.cellOf(word);
}

/** PaddleOCR's `name: SequenceEncoder` has two layers, which no key counts. */
function layersByName(scope: Scope, map: ConfigNode): Placed<number> | undefined {
  const name = scope.find(map, ['name']);
  return name && scope.string(name) === 'SequenceEncoder' ? scope.place(name, 2) : undefined;
}

/** Fills a config from a block; what it lacks is looked for in `beyond`, nearest the root first. */
export function configOf(
  scope: Scope,
  { cell, map }: Block,
  family: ConfigFamily,
  beyond: ConfigNode = scope.root,
  framework: Framework = 'pytorch',
): RecurrentConfig {
  const fields: Fields = {};
  const word = cell === map || typeof cell.value !== 'string' ? String(cell.key) : scope.string(cell);
  const named = namedCell(cell, word?.replace(/^use_/, ''));
  if (named) {
    const place =
      cell === map
        ? { ...scope.place(cell, named.cell), range: cell.keyRange ?? cell.range }
        : scope.place(cell, named.cell);
    fields.cell = place;
    if (named.activation) fields.activation = { ...place, value: named.activation };
  }
  assign(fields, 'hiddenSize', scope.whole(hiddenNode(scope, map)));
  assign(
    fields,
    'layers',
    scope.whole(scope.find(map, words.layerKeys), 1, 1000) ?? layersByName(scope, map),
  );
  assign(fields, 'activation', activationOf(scope, scope.find(map, words.activationKeys)));
  assign(
    fields,
    'initializer',
    readInitializer(scope, map, framework) ?? readInitializer(scope, beyond, framework),
  );
  assign(fields, 'sequenceLength', sequenceOf(scope, map) ?? sequenceOf(scope, beyond));
  assign(fields, 'clipping', readClipping(scope, map, true) ?? readClipping(scope, beyond, true));
  readBiases(scope, map, fields);
  const outer = cell.parent && cell !== map ? cell.parent : map;
  // SpeechBrain's layers are torch's, started otherwise.
  const library = word?.startsWith('speechbrain.') ? ({ library: 'speechbrain' } as const) : {};
  return {
    family,
    framework,
    ...library,
    name: pathOf(outer),
    range: outer.range,
    anchor: fields.cell?.keyRange ?? fields.cell?.range ?? outer.range,
    fields,
    clippingSlot: fields.clipping ? null : clippingSlot(scope, family, map),
  };
}

/** A config of clipping alone, for files without a recurrent network. */
export function clippingOnly(
  scope: Scope,
  clipping: Placed<ConfigFields['clipping']>,
  family: ConfigFamily,
  framework: Framework = 'pytorch',
): RecurrentConfig {
  const anchor = clipping.keyRange ?? clipping.range;
  return {
    family,
    framework,
    name: clipping.path,
    range: scope.root.range,
    anchor,
    fields: { clipping },
    clippingSlot: null,
  };
}

/** Sets a field unless it is not stated. */
export function assign<K extends keyof ConfigFields>(
  fields: Fields,
  name: K,
  value: Placed<ConfigFields[K]> | undefined,
): void {
  if (value) fields[name] = value as Fields[K];
}

/** `tanh`, `torch.nn.ReLU`, `keras.activations.elu`. */
export function activationOf(scope: Scope, node: ConfigNode | undefined): Placed<ActivationName> | undefined {
  const text = scope.string(node);
  const name = text && parseActivation(text.slice(0, 80).replace(/^.*[.]/, ''));
  return node && name ? scope.place(node, name) : undefined;
}

/** A sequence length, looked for in the map and below. */
export function sequenceOf(scope: Scope, map: ConfigNode): Placed<number> | undefined {
  const number = (found: ConfigNode): number => {
    const value = scope.resolve(found)?.value;
    return typeof value === 'number' ? value : NaN;
  };
  const node =
    scope.findBelow(map, words.sequenceKeys, (found) => !Number.isNaN(number(found))) ??
    scope.findBelow(map, words.looseSequenceKeys, (found) => {
      const length = number(found);
      // The steps of a graph network go from node to node.
      const isGraph = scope.find(found.parent ?? undefined, words.graphKeys) !== undefined;
      return Number.isInteger(length) && length > 1 && length <= words.maxLooseLength && !isGraph;
    });
  if (node) return scope.whole(node);
  const byFrequency = scope.find(map, words.sequenceKeys);
  if (byFrequency?.kind === 'map') return longest(scope, byFrequency);
  scope.whole(scope.findBelow(map, words.sequenceKeys, ({ value }) => typeof value === 'string'));
  return undefined;
}

/** `seq_length: {1D: 365, 1H: 336}`: a length for each resolution, of which the longest counts. */
function longest(scope: Scope, map: ConfigNode): Placed<number> | undefined {
  const lengths = map.children.filter(({ value }) => Number.isInteger(value) && Number(value) > 0);
  return scope.whole(lengths.sort((a, b) => Number(b.value) - Number(a.value))[0]);
}

function readBiases(scope: Scope, map: ConfigNode, fields: Fields): void {
  assign(fields, 'unitForgetBias', scope.boolean(scope.find(map, ['unit_forget_bias'])));
  const forget = scope.find(map, words.forgetBiasKeys);
  // Keras 1 names an initializer there.
  if (!/^(?:one|zero)s?$/.test(scope.string(forget) ?? ''))
    assign(fields, 'forgetBias', scope.number(forget));
  const chrono = scope.find(map, words.chronoKeys);
  const named = scope.find(map, ['bias_init', 'bias_initializer']);
  const asked =
    chrono?.value === true ? chrono : scope.string(named)?.startsWith('chrono') ? named : undefined;
  if (asked && fields.sequenceLength) {
    assign(fields, 'chrono', scope.place(asked, fields.sequenceLength.value));
  } else if (typeof chrono?.value === 'number') assign(fields, 'chrono', scope.whole(chrono, 3));
}
