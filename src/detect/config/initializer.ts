import type { Placed } from '../../core/config/recurrentConfig';
import type { Initializer } from '../../core/initializers/initializer';
import { parseInitializer, type Framework } from '../../core/initializers/names';
import type { Scope } from './scope';
import { child, type ConfigNode } from './tree/node';
import { gainKeys, initializerKeys, normalKeys, uniformKeys } from './words';

/** The initializer of the recurrent matrix that a block states, by name or by a bare number. */
export function readInitializer(
  scope: Scope,
  block: ConfigNode,
  framework: Framework,
): Placed<Initializer> | undefined {
  for (const key of initializerKeys) {
    const node = scope.find(block, [key]);
    const read = node && initializerAt(scope, node, framework);
    if (read) return read;
  }
  const range = scope.find(block, uniformKeys);
  const uniform = scope.number(range);
  if (uniform && uniform.value > 0) {
    return { ...uniform, value: { kind: 'uniform', low: -uniform.value, high: uniform.value } };
  }
  const normal = scope.number(scope.find(block, normalKeys));
  if (normal && normal.value >= 0) {
    return { ...normal, value: { kind: 'normal', mean: 0, deviation: normal.value } };
  }
  return undefined;
}

function initializerAt(
  scope: Scope,
  node: ConfigNode,
  framework: Framework,
): Placed<Initializer> | undefined {
  const source = scope.resolve(node);
  if (!source) return undefined;
  const parameters: Record<string, unknown> = {};
  const collect = (map: ConfigNode | undefined, keys?: readonly string[]): void => {
    for (const { key, value } of map?.children ?? []) {
      if (typeof key === 'string' && (!keys || keys.includes(key))) {
        parameters[gainKeys.includes(key) ? 'gain' : key] = value;
      }
    }
  };
  let name: unknown = source.value;
  if (source.kind === 'map') {
    name = scope.find(source, ['class_name', 'name', 'type', '_target_', 'class_path'])?.value;
    collect(source);
    for (const inner of ['config', 'args', 'init_args', 'params', 'kwargs']) collect(child(source, inner));
  } else collect(node.parent ?? undefined, gainKeys);
  if (typeof name !== 'string') return undefined;
  const initializer = parseInitializer(name, framework, parameters);
  return initializer && scope.place(node, initializer);
}
