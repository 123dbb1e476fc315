import type { Placed, RecurrentConfig } from '../../../core/config/recurrentConfig';
import type { LibraryName } from '../../../core/config/libraries';
import { clippingOnly, configOf } from '../block';
import { readClipping } from '../clipping';
import { customBlock } from '../customBlock';
import type { Scope } from '../scope';
import { child, type ConfigNode } from '../tree/node';
import { cellOf, explicitCellKeys } from '../words';
import type { FamilyReader } from './family';
import { plainConfigs } from './plain';

const parts = ['encoder', 'decoder', 'lm'];
/** Keys of a transformer, whose `eunits` are those of its feed-forward layers. */
const attention = [
  'aheads',
  'transformer_init',
  'transformer_lr',
  'transformer_input_layer',
  'transformer_warmup_steps',
];

/**
 * ESPnet2: `encoder: rnn` with `encoder_conf`, `grad_clip` at the root. ESPnet 1, and Tacotron 2 in both: `elayers` of
 * `eunits` in the encoder, `dlayers` of `dunits` in the decoder.
 */
export const espnet: FamilyReader = {
  name: 'espnet',
  recognizes: ({ root }) =>
    (parts.some((part) => child(root, `${part}_conf`)) &&
      [...parts, 'grad_clip'].some((key) => child(root, key))) ||
    child(root, 'tts_conf')?.kind === 'map' ||
    child(root, 'eunits') !== undefined ||
    child(root, 'dunits') !== undefined,
  read(scope) {
    const named = parts.flatMap((part) => partOf(scope, part) ?? []);
    const taken = new Set(named.map(({ range }) => range.start));
    const others = plainConfigs(scope, 'espnet').filter(
      ({ fields, range }) =>
        fields.hiddenSize && !taken.has(range.start) && range.start !== scope.root.range.start,
    );
    const configs = [...named, ...others, ...unitsOf(scope)];
    if (configs.length > 0) return configs;
    const clipping = readClipping(scope, scope.root, false);
    return clipping ? [clippingOnly(scope, clipping, 'espnet')] : [];
  },
};

/** `encoder: vgg_rnn` with the map of its arguments: an LSTM unless `rnn_type` says otherwise. */
function partOf(scope: Scope, part: string): RecurrentConfig | undefined {
  const name = scope.find(scope.root, [part]);
  const map = scope.find(scope.root, [`${part}_conf`]);
  if (!name || map?.kind !== 'map' || !/^(?:vgg_|seq_)?rnn$/.test(scope.string(name) ?? '')) return undefined;
  const stated = scope.find(map, explicitCellKeys);
  if (stated && !cellOf(scope.string(stated))) return undefined;
  return configOf(scope, { cell: stated ?? name, map }, 'espnet');
}

/** The encoder and the decoder that count their layers and units. */
function unitsOf(scope: Scope): RecurrentConfig[] {
  const { root } = scope;
  const tts = scope.find(root, ['tts_conf']);
  const map = tts ?? root;
  const module = scope.string(scope.find(root, tts ? ['tts'] : ['model_module'])) ?? '';
  if (/transformer|conformer|fastspeech|vits/i.test(module) || scope.find(map, attention)) return [];
  const kind = scope.find(map, ['etype']);
  const isTacotron = /tacotron/i.test(module) || (!kind && scope.find(map, ['prenet_layers']) !== undefined);
  if (!isTacotron && !/lstm|gru|rnn/i.test(scope.string(kind) ?? '')) return [];
  const library = isTacotron ? 'pytorch' : 'espnet';
  const units = scope.whole(scope.find(map, ['eunits']));
  // Each direction of Tacotron's encoder has half of them (espnet/nets/pytorch_backend/tacotron2/encoder.py).
  const half = isTacotron && units ? { ...units, value: Math.max(1, Math.floor(units.value / 2)) } : units;
  return [
    ...sideOf(scope, map, 'e', half, kind, library),
    ...sideOf(scope, map, 'd', scope.whole(scope.find(map, ['dunits'])), scope.find(map, ['dtype']), library),
  ];
}

function sideOf(
  scope: Scope,
  map: ConfigNode,
  side: 'e' | 'd',
  hiddenSize: Placed<number> | undefined,
  kind: ConfigNode | undefined,
  library: LibraryName,
): RecurrentConfig[] {
  if (!hiddenSize) return [];
  const layers = scope.whole(scope.find(map, [`${side}layers`]), 1, 1000);
  const cell = /gru/i.test(scope.string(kind) ?? '') ? 'gru' : 'lstm';
  // Of the recognizer's decoder the forget gate starts at 1.
  const forgetBias =
    side === 'd' && cell === 'lstm' && library === 'espnet' ? { ...hiddenSize, value: 1 } : undefined;
  const clipping = readClipping(scope, scope.root, true);
  const fields = { hiddenSize, layers, clipping, forgetBias };
  const config = customBlock(scope, map, { cell, library, named: hiddenSize, fields }, 'espnet');
  return [{ ...config, name: hiddenSize.path, anchor: hiddenSize.keyRange ?? hiddenSize.range }];
}
