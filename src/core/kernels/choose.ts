import { eigenvalues } from './eigenvalues';
import { instructions } from './instance';
import type { Kernels } from './kernels';
import { plainKernels } from './plain';
import { normOfPower } from './normOfPower';
import { powerNorms } from './powerNorms';
import { multiply } from './product';
import { sigmaMax } from './sigmaMax';
import { singularValues } from './singularValues';

/** The WebAssembly kernels, compiled on the first call, or `null` on an engine that cannot run them. */
export function wasmKernels(): Kernels | null {
  const name = instructions();
  return name && { name, multiply, singularValues, eigenvalues, sigmaMax, powerNorms, normOfPower };
}

/** The fastest kernels this engine runs. */
export function kernels(): Kernels {
  return wasmKernels() ?? plainKernels;
}
