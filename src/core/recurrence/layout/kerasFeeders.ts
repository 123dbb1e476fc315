import { layersOf, type Layer } from './kerasGraph';

/** Layers that hand on what they get, once trained. */
const handsOn = /^(?:InputLayer|(?:Spatial)?Dropout(?:1D)?|Gaussian(?:Noise|Dropout)|AlphaDropout|Masking|ActivityRegularization)$/; // prettier-ignore
const recurrent = /^(?:SimpleRNN|(?:CuDNN)?(?:LSTM|GRU))$/;

/** Longer ways between two layers than any model has. */
const maxHops = 32;

/** Of each recurrent layer of a Keras model (its `to_json()`) that another one feeds, and nothing else, the other's name. */
export function kerasFeeders(config: unknown): ReadonlyMap<string, string> {
  const layers = layersOf(config);
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const feederOf = ({ from }: Layer): string | undefined => {
    let sources = from;
    for (let hop = 0; hop < maxHops; hop++) {
      const source = sources.length === 1 ? byName.get(sources[0]!) : undefined;
      if (!source || givesSequences(source)) return source?.name;
      if (!handsOn.test(source.className)) return undefined;
      sources = source.from;
    }
    return undefined;
  };
  return new Map(
    layers.flatMap((layer) => {
      const feeder = isRecurrent(layer) ? feederOf(layer) : undefined;
      return feeder === undefined ? [] : [[layer.name, feeder] as const];
    }),
  );
}

const isRecurrent = ({ className }: Layer): boolean =>
  className === 'Bidirectional' || recurrent.test(className);

/** Whether a layer gives out the states of its cells in the order of time, both directions side by side. */
function givesSequences({ className, config }: Layer): boolean {
  return className === 'Bidirectional'
    ? (config['merge_mode'] ?? 'concat') === 'concat'
    : recurrent.test(className) && config['go_backwards'] !== true;
}
