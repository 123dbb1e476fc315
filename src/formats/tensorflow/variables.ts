import type { BundleEntry } from './bundleEntry';

/** Names of what optimizers keep of a variable, below its name: `kernel/Adam_1`, BERT's `kernel/adam_v`. */
const slot = /^(.+)\/(?:Adam\w*|Momentum|RMSProp|Adagrad|Adadelta|Ftrl|LAMB|LARS\w*|adam_[mv])(?:_\d+)?$/;
/** Keys of objects: slots of Keras 2, and an optimizer's own variables but the model's that it refers to. */
const ofOptimizer = /\.OPTIMIZER_SLOT\/|(^|\/)_?optimizer\/(?!_trainable_variables\/)/;
const suffix = /\/\.ATTRIBUTES\/VARIABLE_VALUE$/;

/** A variable of the model and the entry that holds it. */
export interface Variable {
  readonly name: string;
  readonly key: string;
  readonly entry: BundleEntry;
}

/**
 * The variables of the model, under the names that they have there: an optimizer's are left out, and of those that are kept
 * under several keys one is.
 * @param full names by key, from the object graph
 */
export function variablesOf(
  entries: ReadonlyMap<string, BundleEntry>,
  full: ReadonlyMap<string, string>,
): { readonly variables: readonly Variable[]; readonly skipped: number } {
  const own = [...entries].filter(([key]) => {
    const base = slot.exec(key)?.[1];
    return !ofOptimizer.test(key) && !(base !== undefined && entries.has(base));
  });
  const named = new Map<string, Variable[]>();
  for (const [key, entry] of own) {
    const name = full.get(key) ?? key.replace(suffix, '');
    const sameName = named.get(name) ?? [];
    named.set(name, sameName);
    if (!sameName.some((other) => isCopy(other.entry, entry))) sameName.push({ name, key, entry });
  }
  const variables = [...named.values()].flatMap((group) =>
    group.length === 1 ? group : group.map((one) => ({ ...one, name: one.key.replace(suffix, '') })),
  );
  return { variables: unique(variables), skipped: entries.size - own.length };
}

/** A key is unique, but may be what another variable is called. */
function unique(variables: readonly Variable[]): Variable[] {
  const taken = new Map<string, number>();
  for (const { name } of variables) taken.set(name, (taken.get(name) ?? 0) + 1);
  return variables.map((one) => (taken.get(one.name) === 1 ? one : { ...one, name: one.key }));
}

const isCopy = (a: BundleEntry, b: BundleEntry): boolean =>
  a.crc === b.crc && a.size === b.size && a.dtype === b.dtype && a.shape.join() === b.shape.join();
