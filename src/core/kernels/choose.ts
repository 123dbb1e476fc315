import { eigenvalues, hessenberg } from './eigenvalues';
import { instructions, withSession } from './instance';
import type { Kernels } from './kernels';
import { plainKernels } from './plain';
import { normOfPower } from './normOfPower';
import { powerNorms } from './powerNorms';
import { multiply } from './product';
import { sigmaMax } from './sigmaMax';
import { singularValues } from './singularValues';
import { radiusBy, type RadiusTools } from './spectralRadius';
import { fitsSingle, SingleProduct } from './singleProduct';
import { StoredProduct } from './storedProduct';
import { StoredSpaces } from './storedSpaces';

const tools: RadiusTools = {
  withSpaces: (w, capacity, job) =>
    withSession((session) => job(new StoredSpaces(session, session.store(w), capacity))),
  eigenvalues,
  hessenberg,
  sigmaMax,
};

/** The WebAssembly kernels, compiled on the first call, or `null` on an engine that cannot run them. */
export function wasmKernels(): Kernels | null {
  const name = instructions();
  return (
    name && {
      name,
      multiply,
      withProduct: (a, job, precision) =>
        withSession((session) =>
          job(
            precision === 'single' && fitsSingle(a)
              ? new SingleProduct(session, a)
              : new StoredProduct(session, a),
          ),
        ),
      singularValues,
      eigenvalues,
      hessenberg,
      sigmaMax,
      spectralRadius: (w, progress) => radiusBy(tools, w, progress),
      powerNorms,
      normOfPower,
    }
  );
}

/** The fastest kernels this engine runs. */
export function kernels(): Kernels {
  return wasmKernels() ?? plainKernels;
}
