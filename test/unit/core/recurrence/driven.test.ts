import assert from 'node:assert/strict';
import { readAs, type StoredCell } from '../../../../src/core/recurrence/driven/drives';
import { noise } from '../../../../src/core/recurrence/driven/noise';
import { planFor } from '../../../../src/core/recurrence/driven/plan';
import { stepsToTenth } from '../../../../src/core/recurrence/driven/tenth';
import { layersBelow } from '../../../../src/core/recurrence/layout/below';
import { recognize } from '../../../../src/core/recurrence/layout/recognize';

const tensor = (name: string, shape: number[]) => ({ name, dtype: 'F32', shape });

describe('what drives a cell', () => {
  it('noise is the same for a seed, standard normal, and slow where it is to be', () => {
    assert.deepEqual(noise(3, 5, 7, 1), noise(3, 5, 7, 1));
    const all = noise(50, 200, 1, 1).flatMap((x) => [...x]);
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const square = all.reduce((sum, value) => sum + value * value, 0) / all.length;
    assert.ok(Math.abs(mean) < 0.05 && Math.abs(square - 1) < 0.05);
    const slow = noise(40, 101, 1, 10);
    for (let i = 0; i < 40; i++) {
      const changes = slow.flatMap((x, t) => (t > 0 && x[i] !== slow[t - 1]![i] ? [t] : []));
      assert.equal(changes.length, 10);
      assert.ok(changes.every((t, k) => k === 0 || t - changes[k - 1]! === 10));
    }
  });

  it('a small cell has all runs, a large one or a long sequence fewer, and none has no run', () => {
    assert.deepEqual(planFor(4 * 512 ** 2, 100, 3), { seeds: 8, slowSeeds: 4, startSeeds: 4, rounds: 6 });
    const wide = planFor(4 * 1024 ** 2, 100, 3);
    assert.ok(wide.seeds >= 1 && wide.seeds < 8);
    assert.equal(planFor(4 * 4096 ** 2, 2000, 3).seeds, 1);
  });

  for (const [what, gain, exact] of [
    ['a steady decay', (k: number) => -k / 7, 7],
    ['growth before decay', (k: number) => 2 * Math.exp(-k / 5) * (k > 0 ? 1 : 0) - k / 20, 21],
    ['decay that slows', (k: number) => -Math.sqrt(k) / 4, 16],
    ['a gain that is a tenth at once', (k: number) => -5 * k, 1],
  ] as const)
    it(`the steps to a tenth of ${what} are met within a twentieth`, () => {
      const found = stepsToTenth(400, gain(400), gain)!;
      assert.ok(found >= exact && found <= Math.max(exact + 1, 1.08 * exact), String(found));
    });

  it('a gain above a tenth at the horizon has no such step', () => {
    assert.equal(
      stepsToTenth(100, -0.9, () => 0),
      null,
    );
  });

  it('the layers of one module whose outputs fit feed each other, both directions side by side', () => {
    const layer = (module: string, suffix: string, inputs: number) => [
      tensor(`${module}.weight_ih_${suffix}`, [16, inputs]),
      tensor(`${module}.weight_hh_${suffix}`, [16, 4]),
    ];
    const { cell: cells } = recognize([
      ...layer('a', 'l0', 3),
      ...layer('a', 'l0_reverse', 3),
      ...layer('a', 'l1', 8),
      ...layer('a', 'l1_reverse', 8),
      ...layer('b', 'l0', 3),
      ...layer('b', 'l1', 7),
    ]);
    const below = (name: string, index: number): string[][] =>
      layersBelow(
        cells.find((cell) => cell.name === name && cell.layer === index)!,
        cells,
      ).map((cellsIn) => cellsIn.map(({ layer: at, direction }) => `${at} ${direction}`));
    assert.deepEqual(below('a', 1), [['0 forward', '0 reverse']]);
    assert.deepEqual(below('a', 0), []);
    // Seven inputs are not the four outputs of the layer before.
    assert.deepEqual(below('b', 1), []);
  });

  it('are read with the activation that the file leaves open and the cell is read with', () => {
    const { cell: cells } = recognize(
      ['l0', 'l1', 'l2'].flatMap((suffix) => [
        tensor(`a.weight_ih_${suffix}`, [4, 4]),
        tensor(`a.weight_hh_${suffix}`, [4, 4]),
      ]),
    );
    const upper = { ...cells[2]!, activation: 'relu' } as const;
    const below = layersBelow(upper, cells);
    assert.deepEqual(below.flat().map(({ layer, activation }) => [layer, activation]), [[0, 'tanh'], [1, 'tanh']]); // prettier-ignore
    assert.deepEqual(readAs(upper, below).flat().map(({ activation }) => activation), ['relu', 'relu']); // prettier-ignore
  });

  it('are those that the file names, in any order, and none in a circle', () => {
    const cell = (name: string, fedBy?: string): StoredCell => ({
      ...recognize([tensor('a.weight_ih_l0', [4, 4]), tensor('a.weight_hh_l0', [4, 4])]).cell[0]!,
      name,
      ...(fedBy === undefined ? {} : { fedBy }),
    });
    const cells = [cell('c', 'b'), cell('a'), cell('b', 'a'), cell('x', 'y'), cell('y', 'x'), cell('z', 'z')];
    const below = (at: number): string[] => layersBelow(cells[at]!, cells).flat().map(({ name }) => name); // prettier-ignore
    assert.deepEqual([below(0), below(1), below(2), below(5)], [['a', 'b'], [], ['a'], []]);
    assert.ok(below(3).length <= 1);
  });
});
