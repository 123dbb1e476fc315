import type { ConfigFields, Placed, RecurrentConfig } from '../../../core/config/recurrentConfig';
import { parseInitializer } from '../../../core/initializers/names';
import { assign, blockOf, configOf } from '../block';
import { clippingAt } from '../clipping';
import type { Scope } from '../scope';
import { child, walk, type ConfigNode } from '../tree/node';
import { cellOf } from '../words';
import type { FamilyReader } from './family';

const optimizerKinds = { global_clipnorm: 'global-norm', clipnorm: 'norm', clipvalue: 'value' } as const;

/** Keras `to_json()` and the `config.json` of a `.keras` file: every recurrent layer, those inside wrappers too. */
export const keras: FamilyReader = {
  name: 'keras',
  recognizes: ({ root }) => layersOf(root).length > 0,
  read(scope) {
    const clipping = kerasClipping(scope, scope.root);
    return layersOf(scope.root).map((layer) => readLayer(scope, layer, clipping));
  },
};

/** `class_name` with `config.units` (`output_dim` in Keras 1): a layer, or a cell inside RNN. */
function layersOf(root: ConfigNode): ConfigNode[] {
  return [...walk(root)].filter(
    (node) =>
      node.kind === 'map' &&
      cellOf(child(node, 'class_name')?.value) !== undefined &&
      (child(node, 'config', 'units') ?? child(node, 'config', 'output_dim')) !== undefined,
  );
}

/** What Keras 1 called otherwise: `inner_init` is the recurrent matrix's, `init` the inputs' alone. */
function readKeras1(scope: Scope, map: ConfigNode, fields: Writable): void {
  const forget = scope.string(scope.find(map, ['forget_bias_init']));
  const init = scope.find(map, ['inner_init']);
  const value = parseInitializer(scope.string(init) ?? '', 'keras');
  delete fields.initializer;
  if (init && value) fields.initializer = scope.place(init, value);
  const bias = scope.find(map, ['forget_bias_init']);
  if (bias && forget !== undefined) fields.unitForgetBias = scope.place(bias, /^ones?$/.test(forget));
  if (!fields.sequenceLength)
    assign(fields, 'sequenceLength', scope.whole(scope.find(map, ['input_length'])));
}

type Writable = { -readonly [K in keyof ConfigFields]?: Placed<ConfigFields[K]> };

function readLayer(scope: Scope, layer: ConfigNode, clipping: Placed<ConfigFields['clipping']> | undefined) {
  const block = blockOf(scope, layer)!;
  const base = configOf(scope, block, 'keras', block.map, 'keras');
  const fields: Writable = { ...base.fields };
  // A Keras layer is one layer; `unroll` and `time_major` are flags.
  delete fields.layers;
  delete fields.sequenceLength;
  assign(fields, 'sequenceLength', sequenceLength(scope, layer));
  if (child(block.map, 'inner_init')) readKeras1(scope, block.map, fields);
  delete fields.clipping;
  assign(fields, 'clipping', clipping);
  const name = scope.string(child(block.map, 'name'));
  return { ...base, ...(name ? { name } : {}), fields } satisfies RecurrentConfig;
}

/** Axis 1 of the nearest input shape before the layer, or of its own; a layer inside TimeDistributed goes over the axis behind. */
function sequenceLength(scope: Scope, layer: ConfigNode): Placed<number> | undefined {
  const inner = child(layer.parent?.parent ?? undefined, 'class_name')?.value === 'TimeDistributed';
  let found: Placed<number> | undefined;
  for (const node of walk(scope.root)) {
    if (node.range.start >= layer.range.end) break;
    if (node.kind !== 'list' || !/^batch(?:_input)?_shape$/.test(String(node.key))) continue;
    const axis = node.children[inner ? 2 : 1];
    if (node.children.length >= (inner ? 4 : 3) && typeof axis?.value === 'number') {
      const { value, range } = axis;
      found = { ...scope.place(node, value), range };
    }
  }
  return found;
}

/** The one of Keras's three kinds that is set; off where all are `null`; nothing where there is no optimizer. */
export function kerasClipping(scope: Scope, root: ConfigNode): Placed<ConfigFields['clipping']> | undefined {
  const optimizer = [...walk(root)].find(
    (node) => node.kind === 'map' && Object.keys(optimizerKinds).some((key) => child(node, key)),
  );
  const stated = Object.entries(optimizerKinds).flatMap(([key, kind]) => {
    const node = child(optimizer, key);
    const clipping = node && clippingAt(scope, node, kind);
    return clipping ? [clipping] : [];
  });
  return stated.find(({ value }) => value.threshold !== null) ?? stated[0];
}
