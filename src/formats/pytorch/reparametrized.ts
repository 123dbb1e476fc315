import type { Tensor } from '../../core/tensor';
import type { Catalog, CatalogEntry } from '../format';
import { elementCount } from '../tensorList';

/** A weight that torch.nn.utils keeps as factors, and how to compute it. */
interface Computed {
  readonly name: string;
  readonly factors: readonly CatalogEntry[];
  readonly shape: readonly number[];
  readonly of: (factors: readonly Tensor[]) => Float64Array;
}

/** `weight_hh_l0_g`, `lstm.parametrizations.weight_hh_l0.original0`: the first factor of a weight. */
const older = /^((?:.*[./])?weight\w*?)_(g|orig)$/;
const newer = /^((?:.*[./])?)parametrizations[./](weight\w*)[./]original(0?)$/;

/**
 * A catalog in which the factors of weight_norm and spectral_norm (torch.nn.utils, both ways of keeping them) are replaced by
 * the weight that they stand for: g·v/‖v‖, the norm taken over the axes that g lacks, and w/(uᵀ·w·v).
 */
export function withComputedWeights(catalog: Catalog): Catalog {
  const entries = new Map(catalog.entries.map((entry) => [entry.name, entry]));
  const computed = catalog.entries.flatMap(({ name }) => weightOf(name, entries) ?? []);
  if (computed.length === 0) return catalog;
  const byFirst = new Map(computed.map((weight) => [weight.factors[0]!.name, weight]));
  const factors = new Set(computed.flatMap((weight) => weight.factors.map(({ name }) => name)));
  const byName = new Map(computed.map((weight) => [weight.name, weight]));
  return {
    ...catalog,
    entries: catalog.entries.flatMap((entry) => {
      const weight = byFirst.get(entry.name);
      if (!weight) return factors.has(entry.name) ? [] : [entry];
      const bytes = weight.factors.reduce((sum, factor) => sum + factor.bytes, 0);
      return [{ ...entry, name: weight.name, shape: weight.shape, bytes }];
    }),
    async tensor(name) {
      const weight = byName.get(name);
      if (!weight) return catalog.tensor(name);
      const read: Tensor[] = [];
      for (const factor of weight.factors) read.push(await catalog.tensor(factor.name));
      return { name, dtype: read[0]!.dtype, shape: weight.shape, data: weight.of(read) };
    },
  };
}

function weightOf(name: string, entries: ReadonlyMap<string, CatalogEntry>): Computed | undefined {
  const [, base = '', kept] = older.exec(name) ?? [];
  const [, path = '', weight, numbered] = newer.exec(name) ?? [];
  if (kept === undefined && weight === undefined) return undefined;
  const plain = weight === undefined ? base : `${path}${weight}`;
  if (entries.has(plain)) return undefined;
  const stem = weight === undefined ? `${base}_` : name.slice(0, name.lastIndexOf('original'));
  const find = (...ends: readonly string[]): readonly CatalogEntry[] | undefined => {
    const found = ends.map((end) => entries.get(`${stem}${end}`));
    return found.every((entry) => entry?.unreadable === null) ? (found as CatalogEntry[]) : undefined;
  };
  if (kept === 'g' || numbered === '0') {
    const factors = kept === 'g' ? find('g', 'v') : find('original0', 'original1');
    return factors && normed(plain, factors);
  }
  // A second parametrization on top of the first would change it again.
  if (weight !== undefined && ['u', 'v'].some((each) => entries.has(`${stem}1._${each}`))) return undefined;
  const factors = weight === undefined ? find('orig', 'u', 'v') : find('original', '0._u', '0._v');
  return factors && spectral(plain, factors);
}

function normed(name: string, factors: readonly CatalogEntry[]): Computed | undefined {
  const [g, v] = factors;
  const { shape } = v!;
  const lengths = g!.shape;
  const one = elementCount(lengths) === 1;
  const axis = one ? -1 : lengths.findIndex((length) => length > 1);
  const fits = one || (lengths.length === shape.length && lengths.every((length, i) => length === (i === axis ? shape[i] : 1))); // prettier-ignore
  if (!fits) return undefined;
  const count = one ? 1 : shape[axis]!;
  const inner = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const group = (i: number): number => (one ? 0 : Math.floor(i / inner) % count);
  return {
    name,
    factors,
    shape,
    of([lengthsOf, directions]) {
      const squares = new Float64Array(count);
      directions!.data.forEach((value, i) => {
        squares[group(i)] = squares[group(i)]! + value * value;
      });
      const scales = squares.map((square, i) => lengthsOf!.data[i]! / Math.sqrt(square));
      return directions!.data.map((value, i) => value * scales[group(i)]!);
    },
  };
}

function spectral(name: string, factors: readonly CatalogEntry[]): Computed | undefined {
  const [{ shape }, u, v] = factors as [CatalogEntry, CatalogEntry, CatalogEntry];
  const [rows = 0] = shape;
  const count = elementCount(shape) ?? 0;
  const columns = v.shape[0] ?? 0;
  if (u.shape.length !== 1 || v.shape.length !== 1 || u.shape[0] !== rows || rows * columns !== count)
    return undefined;
  return {
    name,
    factors,
    shape,
    of([original, left, right]) {
      const { data } = original!;
      let sigma = 0;
      for (let i = 0; i < rows; i++) {
        let sum = 0;
        for (let j = 0; j < columns; j++) sum += data[i * columns + j]! * right!.data[j]!;
        sigma += left!.data[i]! * sum;
      }
      return data.map((value) => value / sigma);
    },
  };
}
