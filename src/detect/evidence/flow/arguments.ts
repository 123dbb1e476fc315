import type { Expression, FunctionNode } from './expression';
import type { Variable } from './scopes';

/** The variable that stands for a matrix written out. */
export function literalSymbol(index: number): Variable {
  return `#${index}`;
}

/** Which parameter takes which argument. */
export function argumentsOf(
  { parameters }: FunctionNode,
  { positional, keywords }: Expression & { kind: 'call' },
  bound: boolean,
): [string, Expression][] {
  const names = parameters.map(({ name }) => name);
  if (bound && /^(?:self|cls|this)$/.test(names[0] ?? '')) names.shift();
  const pairs: [string, Expression][] = [];
  positional.forEach((value, i) => {
    const name = names[i];
    if (name !== undefined) pairs.push([name, value]);
  });
  for (const [name, value] of keywords) if (names.includes(name)) pairs.push([name, value]);
  return pairs;
}

/** `np`, `torch.nn.functional`: what functions are called on that are no methods. */
export function isModule(receiver: Expression): boolean {
  return (
    receiver.kind === 'name' &&
    /^(?:np|numpy|onp|jnp|jax|lax|torch|tf|tensorflow|K|F|nn|T|tt|theano|cp|cupy|mx|keras|math|scipy|sp|linalg|functools|itertools|ops|nnx|mnp|autograd|anp|LinearAlgebra|Base|xp)(?:\.|$)/.test(
      receiver.path,
    )
  );
}
