import assert from 'node:assert/strict';
import type { Catalog, CatalogEntry } from '../../../src/formats/format';
import { withComputedWeights } from '../../../src/formats/pytorch/reparametrized';

type Stored = Readonly<Record<string, readonly [shape: readonly number[], data: readonly number[]]>>;

const catalogOf = (stored: Stored, unreadable: string | null = null): Catalog => ({
  format: 'PyTorch zip',
  metadata: new Map(),
  entries: Object.entries(stored).map(
    ([name, [shape, data]]): CatalogEntry => ({ name, dtype: 'F32', shape, bytes: 4 * data.length, unreadable }), // prettier-ignore
  ),
  tensor: (name) =>
    Promise.resolve({ name, dtype: 'F32', shape: stored[name]![0], data: Float64Array.from(stored[name]![1]) }), // prettier-ignore
});
const names = ({ entries }: Catalog): string[] => entries.map(({ name }) => name);

const g = [[2, 1], [10, 26]] as const; // prettier-ignore
const v = [[2, 2], [3, 4, 5, 12]] as const; // prettier-ignore
const original = [[2, 2], [4, 0, 0, 2]] as const; // prettier-ignore
const first = [[2], [1, 0]] as const; // prettier-ignore

describe('weights that PyTorch keeps as factors', () => {
  for (const [what, stored, name, expected] of [
    ['weight_norm', { 'l.weight_hh_l0_g': g, 'l.weight_hh_l0_v': v }, 'l.weight_hh_l0', [6, 8, 10, 24]],
    ['weight_norm as a parametrization', { 'l.parametrizations.weight_hh_l0.original0': g, 'l.parametrizations.weight_hh_l0.original1': v }, 'l.weight_hh_l0', [6, 8, 10, 24]], // prettier-ignore
    ['weight_norm over all axes', { weight_g: [[], [10]], weight_v: [[2, 2], [3, 4, 0, 0]] }, 'weight', [6, 8, 0, 0]], // prettier-ignore
    ['weight_norm by columns', { weight_g: [[1, 2], [10, 1]], weight_v: [[2, 2], [3, 0, 4, 2]] }, 'weight', [6, 0, 8, 1]], // prettier-ignore
    ['spectral_norm', { weight_orig: original, weight_u: first, weight_v: first }, 'weight', [1, 0, 0, 0.5]],
    ['spectral_norm as a parametrization', { 'parametrizations.weight.original': original, 'parametrizations.weight.0._u': first, 'parametrizations.weight.0._v': first }, 'weight', [1, 0, 0, 0.5]], // prettier-ignore
  ] as const satisfies readonly (readonly [string, Stored, string, readonly number[]])[])
    it(`${what}: the weight takes the place of its factors`, async () => {
      const catalog = withComputedWeights(catalogOf({ bias: [[1], [0]], ...stored }));
      assert.deepEqual(names(catalog), ['bias', name]);
      const { data, shape } = await catalog.tensor(name);
      assert.deepEqual([...data], expected);
      assert.deepEqual(shape, [2, 2]);
      assert.deepEqual([...(await catalog.tensor('bias')).data], [0]);
    });

  it('are left as they are where a factor is missing, does not fit, cannot be read, or another one changes them', () => {
    for (const stored of [
      { weight_g: g },
      {
        weight_g: [
          [3, 1],
          [1, 1, 1],
        ],
        weight_v: v,
      },
      {
        weight_g: [
          [2, 2],
          [1, 1, 1, 1],
        ],
        weight_v: v,
      },
      { weight: v, weight_g: g, weight_v: v },
      { weight_orig: original, weight_u: [[3], [1, 1, 1]], weight_v: first },
      { weight_orig: original, weight_u: first, weight_v: [[0], []] },
      { 'parametrizations.weight.original': original },
      { 'parametrizations.weight.original': original, 'parametrizations.weight.0._u': first, 'parametrizations.weight.0._v': first, 'parametrizations.weight.1._u': first }, // prettier-ignore
      { log_g: g, log_v: v },
    ] as readonly Stored[])
      assert.deepEqual(names(withComputedWeights(catalogOf(stored))), Object.keys(stored));
    const unread = catalogOf({ weight_g: g, weight_v: v }, 'an integer');
    assert.deepEqual(names(withComputedWeights(unread)), ['weight_g', 'weight_v']);
  });
});
