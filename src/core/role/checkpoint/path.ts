/** Longer paths are not those of a network's modules. */
const maxPathChars = 1000;

/**
 * The path of the module that a tensor belongs to, as patterns read it: dots between segments, lower case with underscores,
 * without what says how the tensor is kept (`weight`, `kernel:0`, `bias`) or what wraps its module (an adapter's base).
 */
export function plainPath(name: string): string {
  return name
    .slice(-maxPathChars)
    .replace(/\/\.ATTRIBUTES\/VARIABLE_VALUE$/, '')
    .replaceAll('/', '.')
    .replace(/:\d+$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/(^|\.)(layers?|blocks?|h)_(?:\._)?(\d+)(?=\.)/g, '$1$2.$3')
    .replace(/\.base_layer(?=\.|$)/g, '')
    .replace(/(?:\.(?:vars\.\d+|weights?|kernel|bias|b|data|gamma|beta|scale|default))+$/, '');
}
