import { all, create } from 'mathjs';
import type { Matrix } from '../../src/core/linalg/matrix';
import type { Work } from './numpy';

/** A JavaScript library, its version, and what it can do: each makes a closure that works on a prepared copy. */
export interface Rival {
  readonly name: string;
  readonly version: string;
  prepare(work: Work, a: Matrix): (() => unknown) | null;
}

interface MlMatrix {
  readonly Matrix: new (rows: number[][]) => { mmul(other: unknown): unknown };
  readonly SingularValueDecomposition: new (a: unknown, options: object) => { diagonal: number[] };
  readonly EigenvalueDecomposition: new (a: unknown) => { realEigenvalues: number[] };
}
interface SvdJs {
  SVD(a: number[][], u: boolean, v: boolean): { q: number[] };
}

const rowsOf = ({ rows, columns, data }: Matrix) =>
  Array.from({ length: rows }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns)]);

/** Those of ml-matrix, svd-js and mathjs that are installed. */
export async function installedRivals(): Promise<Rival[]> {
  const rivals: Rival[] = [];
  const ml = await optional<MlMatrix>('ml-matrix');
  if (ml) {
    rivals.push({
      name: 'ml-matrix',
      version: await versionOf('ml-matrix'),
      prepare(work, a) {
        const m = new ml.Matrix(rowsOf(a));
        if (work === 'product') return () => m.mmul(m);
        if (work === 'singular values' || work === 'sigma_max') {
          const options = { computeLeftSingularVectors: false, computeRightSingularVectors: false };
          return () => new ml.SingularValueDecomposition(m, options).diagonal;
        }
        if (work === 'eigenvalues') return () => new ml.EigenvalueDecomposition(m).realEigenvalues;
        return null;
      },
    });
  }
  const svd = await optional<SvdJs>('svd-js');
  if (svd) {
    rivals.push({
      name: 'svd-js',
      version: await versionOf('svd-js'),
      prepare(work, a) {
        if (work !== 'singular values' && work !== 'sigma_max') return null;
        const rows = rowsOf(a);
        return () => svd.SVD(rows, false, false).q;
      },
    });
  }
  const math = create(all ?? {});
  rivals.push({
    name: 'mathjs',
    version: math.version,
    prepare(work, a) {
      const m = math.matrix(rowsOf(a));
      if (work === 'product') return () => math.multiply(m, m);
      if (work === 'eigenvalues' && a.rows <= 16) return () => math.eigs(m, { eigenvectors: false }).values;
      return null;
    },
  });
  return rivals;
}

async function optional<T>(name: string): Promise<T | null> {
  try {
    return (await import(name)) as T;
  } catch {
    return null;
  }
}

async function versionOf(name: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8')) as {
    version: string;
  };
  return version;
}
