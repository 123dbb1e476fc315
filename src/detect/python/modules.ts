/** Modules that make arrays, by the names they are imported under when no import says otherwise. */
const conventional = [
  'np',
  'numpy',
  'jnp',
  'jax',
  'torch',
  'nn',
  'tf',
  'tensorflow',
  'cp',
  'cupy',
  'mx',
  'mxnet',
  'paddle',
];
const arrayModule = /^(?:numpy|jax|torch|tensorflow|cupy|mxnet|paddle|autograd)(?:\.|$)/;
/** Calls that the repr of NumPy, PyTorch and JAX writes without a module. */
const printed = new Set(['array', 'asarray', 'matrix', 'tensor', 'Array', 'DeviceArray']);
const maxImportLength = 5000;

/** What the imports of a file say about its names. */
export class Modules {
  private readonly roots = new Set(conventional);
  private readonly members = new Map<string, string>();
  private everything = false;

  /** Notes an import statement. */
  note(statement: string): void {
    const source = statement
      .slice(0, maxImportLength)
      .replace(/#.*/g, '')
      .replace(/[()\\\s]+/g, ' ')
      .trim();
    const from = /^from ([\w.]+) import (.*)$/.exec(source);
    const names = (from?.[2] ?? source.replace(/^import /, ''))
      .split(',')
      .map((name) => name.trim().split(' as '));
    for (const [name = '', alias] of names) {
      if (!from) {
        if (arrayModule.test(name)) this.roots.add(alias ?? name.split('.')[0]!);
      } else if (arrayModule.test(from[1]!)) {
        if (name === '*') this.everything = true;
        else this.members.set(alias ?? name, name);
        // `from jax import numpy as xp`, `from torch import nn`
        if (/^(?:numpy|nn|linalg|math)$/.test(name)) this.roots.add(alias ?? name);
      }
    }
  }

  /** The plain name of the array function that a callee such as `np.array` stands for, or undefined. */
  functionName(callee: string): string | undefined {
    const path = callee.split('.');
    if (path.length > 1) return this.roots.has(path[0]!) ? path.at(-1) : undefined;
    return this.members.get(callee) ?? (this.everything || printed.has(callee) ? callee : undefined);
  }
}
