import {
  absDependencies,
  acosDependencies,
  asinDependencies,
  atan2Dependencies,
  atanDependencies,
  cbrtDependencies,
  cosDependencies,
  coshDependencies,
  create,
  expDependencies,
  type FactoryFunctionMap,
  log10Dependencies,
  log2Dependencies,
  logDependencies,
  parseDependencies,
  powDependencies,
  sinDependencies,
  sinhDependencies,
  sqrtDependencies,
  squareDependencies,
  tanDependencies,
  tanhDependencies,
  unaryPlusDependencies,
} from 'mathjs/number';
import { scalarFunctions } from './names';

/**
 * The only instance of mathjs: its parser and its functions of real numbers. Matrices, units, complex numbers
 * and the evaluation of parsed trees stay out, so there is nothing in it to restrict, and it is small.
 */
const math = create(
  // The typings hold every one of these for possibly undefined.
  Object.assign(
    {},
    absDependencies,
    acosDependencies,
    asinDependencies,
    atan2Dependencies,
    atanDependencies,
    cbrtDependencies,
    cosDependencies,
    coshDependencies,
    expDependencies,
    log10Dependencies,
    log2Dependencies,
    logDependencies,
    parseDependencies,
    powDependencies,
    sinDependencies,
    sinhDependencies,
    sqrtDependencies,
    squareDependencies,
    tanDependencies,
    tanhDependencies,
    unaryPlusDependencies,
  ) as FactoryFunctionMap,
);

export type { MathNode } from 'mathjs';

/** mathjs's parser. */
export const parse = (source: string) => math.parse(source);

type NumberFunction = (...values: number[]) => number;
const byName = math as unknown as Record<string, NumberFunction | undefined>;

/** mathjs's function of real numbers by any of the names that people use for it (`arcsin`, `asin`). */
export function numberFunction(name: string): NumberFunction | undefined {
  return Object.hasOwn(scalarFunctions, name) ? byName[scalarFunctions[name]!] : undefined;
}
