/** Modules whose functions and constants mean what they mean in NumPy. */
export const modules =
  'np|numpy|math|cmath|torch|jnp|jax\\.numpy|jax|tf\\.math|tf|tensorflow|cp|cupy|onp|xp|mx\\.np|paddle|keras';

/** Names that an expression may call on numbers, and what mathjs calls them. */
export const scalarFunctions: Readonly<Record<string, string>> = {
  abs: 'abs',
  absolute: 'abs',
  fabs: 'abs',
  sqrt: 'sqrt',
  cbrt: 'cbrt',
  square: 'square',
  exp: 'exp',
  log: 'log',
  log2: 'log2',
  log10: 'log10',
  sin: 'sin',
  cos: 'cos',
  tan: 'tan',
  asin: 'asin',
  arcsin: 'asin',
  acos: 'acos',
  arccos: 'acos',
  atan: 'atan',
  arctan: 'atan',
  atan2: 'atan2',
  arctan2: 'atan2',
  sinh: 'sinh',
  cosh: 'cosh',
  tanh: 'tanh',
  pow: 'pow',
  power: 'pow',
  float: 'unaryPlus',
  float32: 'unaryPlus',
  float64: 'unaryPlus',
  double: 'unaryPlus',
};

/** Constants. Euler's number needs a module before it in a document, where a bare `e` is a variable. */
export const constants: Readonly<Record<string, number>> = {
  pi: Math.PI,
  tau: 2 * Math.PI,
  e: Math.E,
};
