import type { RecurrentConfig } from '../../../core/config/recurrentConfig';
import { sequenceOf } from '../block';
import { customBlock } from '../customBlock';
import type { Scope } from '../scope';
import { walk, type ConfigNode } from '../tree/node';

const sizeKeys = [
  'n_reservoir',
  'reservoir_size',
  'n_reservoirs',
  'reservoir_units',
  'n_units',
  'units',
  'hidden_size',
  'n_internal_units',
  'num_neurons',
  'size',
];
const leakKeys = ['leak_rate', 'leaking_rate', 'leaky_rate', 'leakage', 'leak', 'lr', 'alpha'];

/** Reservoirs: a map that names a spectral radius and a size; the matrix is scaled to that ρ and not trained. */
export function reservoirs(scope: Scope): RecurrentConfig[] {
  return [...walk(scope.root)].flatMap((map) => reservoirOf(scope, map) ?? []);
}

function reservoirOf(scope: Scope, map: ConfigNode): RecurrentConfig | undefined {
  const spectralRadius = scope.number(scope.find(map, ['spectral_radius']));
  const sizeNode = scope.find(map, sizeKeys);
  if (!spectralRadius || spectralRadius.value < 0 || typeof scope.resolve(sizeNode)?.value !== 'number')
    return undefined;
  const rate = scope.number(scope.find(map, leakKeys));
  const leaks = rate && rate.value > 0 && rate.value < 1;
  return customBlock(scope, map, {
    cell: 'reservoir',
    library: 'reservoir',
    named: spectralRadius,
    fields: {
      hiddenSize: scope.whole(sizeNode),
      spectralRadius,
      leak: leaks ? { ...rate, value: { keep: 1 - rate.value, gain: rate.value } } : undefined,
      sequenceLength: sequenceOf(scope, map),
    },
  });
}
