import { configNumber, configText } from '../layout/config';
import type { FamilyFound, FamilyName, LinearFamily, LinearRecurrence } from './family';

/** One layer for each of a config's layers; nothing is stored. */
function fromConfig(
  family: FamilyName,
  layers: number | undefined,
  settings: Readonly<Record<string, number>>,
): FamilyFound {
  if (layers === undefined || !(layers >= 1 && layers <= 4096)) return { layers: [], unrecognized: [] };
  const list = Array.from({ length: Math.floor(layers) }, (_, layer): LinearRecurrence => ({
    family,
    name: `layer ${layer}`,
    prefix: '',
    layer,
    parts: {},
    tensors: [],
    anchor: null,
    dataDependent: false,
    settings,
  }));
  return { layers: list, unrecognized: [] };
}

const headKeys = ['num_heads', 'num_attention_heads', 'decoder_retention_heads', 'n_heads'];
const layerKeys = ['num_hidden_layers', 'decoder_layers', 'num_layers', 'n_layers'];
const heads = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isInteger(value) && value >= 1 && value <= 65536 ? value : undefined;

/** RetNet [Sun2023]: γ_h = 1 − 2^(−5−h), fixed and stored nowhere; config.json says how many heads. */
export const retNet: LinearFamily = {
  name: 'RetNet',
  find: (_, { config }) => {
    const count = heads(configNumber(config, headKeys));
    if (configText(config, ['model_type'])?.toLowerCase() !== 'retnet' || count === undefined) {
      return { layers: [], unrecognized: [] };
    }
    return fromConfig('RetNet', configNumber(config, layerKeys), { heads: count });
  },
  multipliers: ({ settings }) => ({
    logModulus: Float64Array.from({ length: settings['heads']! }, (_, h) => Math.log1p(-(2 ** (-5 - h)))),
    phase: null,
    range: null,
  }),
};

/** Lightning attention of MiniMax: a = exp(−2^(−8(h+1)/heads)·(1 − i/(L−1+1e-5) + 1e-5)) in layer i of L. */
export const lightning: LinearFamily = {
  name: 'Lightning attention',
  find: (_, { config }) => {
    const count = heads(configNumber(config, ['num_attention_heads']));
    const layers = configNumber(config, ['num_hidden_layers']);
    if (
      configText(config, ['model_type'])?.toLowerCase() !== 'minimax' ||
      count === undefined ||
      layers === undefined
    ) {
      return { layers: [], unrecognized: [] };
    }
    const found = fromConfig('Lightning attention', layers, { heads: count, layers });
    const types = (config as { layer_types?: unknown }).layer_types;
    const isLinear = (layer: number): boolean => !Array.isArray(types) || types[layer] === 'linear_attention';
    return { ...found, layers: found.layers.filter(({ layer }) => isLinear(layer!)) };
  },
  multipliers: ({ settings, layer }) => {
    const count = settings['heads']!;
    const depth = 1 - layer! / (settings['layers']! - 1 + 1e-5) + 1e-5;
    return {
      logModulus: Float64Array.from({ length: count }, (_, h) => -(2 ** ((-8 * (h + 1)) / count)) * depth),
      phase: null,
      range: null,
    };
  },
};
