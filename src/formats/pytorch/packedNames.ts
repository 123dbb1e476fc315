import type { NamedView } from './stateDict';

/** Where torch.ao.nn.quantized.dynamic.LSTM and GRU keep a layer's biases and packed weights. */
const recurrent = /^(.*?)_all_weight_values\.(\d+)\.param\.0\.(?:1\.([01])|4\.([01])\.0\.0)$/;
/** Where its Linear keeps its weight and bias. */
const linear = /^(.*?)_packed_params\._packed_params\.([01])$/;

/**
 * Gives the parts of dynamically quantized layers the names that the layers have before they are packed: `lstm.weight_hh_l0`,
 * `fc.weight`. Names that would be taken twice stay as they are.
 */
export function unpackedNames(views: readonly NamedView[]): NamedView[] {
  const taken = new Set(views.map(({ name }) => name));
  const inputs = new Map<string, number>();
  for (const { name, view } of views) {
    const [, prefix, layer, , weight] = recurrent.exec(name) ?? [];
    if (weight === '0') inputs.set(`${prefix}${layer}`, view.shape[1] ?? 0);
  }
  return views.map((named) => {
    const plain = plainName(named.name, inputs);
    if (plain === undefined || taken.has(plain)) return named;
    taken.add(plain);
    return { ...named, name: plain };
  });
}

function plainName(name: string, inputs: ReadonlyMap<string, number>): string | undefined {
  const [, prefix = '', number, bias, weight] = recurrent.exec(name) ?? [];
  if (number !== undefined) {
    const side = (bias ?? weight) === '0' ? 'ih' : 'hh';
    // Both directions of the first layer have the same input, which upper layers have only by chance.
    const [first, second, third] = ['0', '1', '2'].map((n) => inputs.get(prefix + n));
    const both = second !== undefined && first === second && (third === undefined || third !== second);
    const layer = both ? Math.floor(Number(number) / 2) : Number(number);
    const suffix = both && Number(number) % 2 === 1 ? '_reverse' : '';
    return `${prefix}${bias === undefined ? 'weight' : 'bias'}_${side}_l${layer}${suffix}`;
  }
  const [, module, part] = linear.exec(name) ?? [];
  return module === undefined ? undefined : `${module}${part === '0' ? 'weight' : 'bias'}`;
}
