import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { recognize } from '../../../../../src/core/recurrence/layout/recognize';
import { families } from '../../../../../src/core/recurrence/linear/families';
import type { LinearRecurrence, Multipliers } from '../../../../../src/core/recurrence/linear/family';
import { linearFigures } from '../../../../../src/core/recurrence/linear/figures';
import type { Tensor } from '../../../../../src/core/tensor';
import { checkpoint } from '../checkpoint';

interface Expected {
  family: string;
  layer: number;
  dataDependent: boolean;
  modulus: number[];
  phase?: number[];
  lowest?: number[];
  highest?: number[];
}

const folder = 'test/fixtures/checkpoints/linear';
const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Record<string, Expected[]>;

function multipliersOf(layer: LinearRecurrence, tensors: ReadonlyMap<string, Tensor>): Multipliers {
  const family = families.find(({ name }) => name === layer.family)!;
  return family.multipliers(layer, (role) => tensors.get(layer.parts[role]!)!);
}

function close(actual: number[], wanted: number[], what: string): void {
  assert.equal(actual.length, wanted.length, what);
  actual.forEach((value, i) => {
    assert.ok(
      Math.abs(value - wanted[i]!) <= 1e-9 * Math.max(1, Math.abs(wanted[i]!)),
      `${what}[${i}]: ${value} for ${wanted[i]!}`,
    );
  });
}

describe('families of linear recurrences', () => {
  for (const [name, layers] of Object.entries(expected)) {
    it(`${name}: recognized, and its multipliers are numpy's`, () => {
      const { tensors, byName, hints } = checkpoint(`linear/${name}/model.safetensors`);
      const { 'linear-recurrence': linear, unrecognized, cell: cells } = recognize(tensors, hints);
      assert.deepEqual(unrecognized, []);
      assert.deepEqual(cells, []);
      assert.deepEqual(
        linear.map(({ family, layer, dataDependent }) => ({ family, layer, dataDependent })),
        layers.map(({ family, layer, dataDependent }) => ({ family, layer, dataDependent })),
      );
      linear.forEach((layer, i) => {
        const { logModulus, phase, range } = multipliersOf(layer, byName);
        const wanted = layers[i]!;
        close([...logModulus.map(Math.exp)], wanted.modulus, 'modulus');
        if (wanted.phase) close([...phase!], wanted.phase, 'phase');
        if (wanted.lowest) close([...range!.lowest.map(Math.exp)], wanted.lowest, 'lowest');
        if (wanted.highest) close([...range!.highest.map(Math.exp)], wanted.highest, 'highest');
        assert.equal(range !== null, wanted.dataDependent);
        range?.lowest.forEach((low, k) => {
          assert.ok(
            low <= logModulus[k]! && logModulus[k]! <= range.highest[k]!,
            `channel ${k} in its range`,
          );
        });
      });
    });
  }

  it('each family of the registry has a fixture', () => {
    const seen = new Set(Object.values(expected).flatMap((layers) => layers.map(({ family }) => family)));
    assert.deepEqual(
      families.map(({ name }) => name).filter((name) => !seen.has(name)),
      [],
    );
  });
});

describe('published ranges of initial values', () => {
  const half = (a: number): number => Math.LN2 / -Math.log(a);
  const figuresOf = (name: string, steps = 100) => {
    const { tensors, byName, hints } = checkpoint(`linear/${name}/model.safetensors`);
    return recognize(tensors, hints)['linear-recurrence'].map((layer) => linearFigures(layer, byName, steps));
  };
  const multipliers = (
    family: string,
    parts: Record<string, { shape: number[]; data: number[] }>,
  ): number[] => {
    const tensors = Object.entries(parts).map(([name, { shape, data }]) => ({
      name,
      dtype: 'F32',
      shape,
      data: Float64Array.from(data),
    }));
    const [layer] = recognize(tensors)['linear-recurrence'];
    assert.equal(layer?.family, family);
    return [...multipliersOf(layer, new Map(tensors.map((tensor) => [tensor.name, tensor]))).logModulus].map(
      Math.exp,
    );
  };
  const about = (value: number, wanted: number, digits = 3): void => {
    assert.ok(Math.abs(value / wanted - 1) < 10 ** -digits * 5, `${value} for ${wanted}`);
  };

  it('Mamba-1: at dt = 1e-3 .999 to .9841 (693 to 43 steps), at dt = 0.1 .905 to .202 (6.9 to 0.4)', () => {
    const bias = (dt: number): number => dt + Math.log(-Math.expm1(-dt));
    const states = Array.from({ length: 16 }, (_, n) => Math.log(n + 1));
    const a = multipliers('Mamba-1', {
      'm.A_log': { shape: [2, 16], data: [...states, ...states] },
      'm.dt_proj.bias': { shape: [2], data: [bias(1e-3), bias(0.1)] },
    });
    about(a[0]!, 0.999);
    about(a[15]!, 0.9841);
    about(half(a[0]!), 693);
    about(half(a[15]!), 43.3, 2);
    about(a[16]!, 0.9048);
    about(a[31]!, 0.2019);
    about(half(a[16]!), 6.93);
    about(half(a[31]!), 0.433, 2);
  });

  it('a hybrid whose dt_bias is 1: .269 for head 1, 7e-10 for head 16', () => {
    const [bamba] = figuresOf('bamba');
    about(bamba!.multiplier.max, 0.269);
    about(bamba!.multiplier.min, 7.5e-10, 1);
  });

  it('RWKV: exp(−e^−5) to exp(−e^3) in version 4, .9975 to .692 in 5, always over .5452 in 7', () => {
    const [four] = figuresOf('rwkv4');
    about(four!.multiplier.max, Math.exp(-Math.exp(-5)));
    about(four!.multiplier.min, 2e-9, 1);
    const [five] = figuresOf('rwkv5');
    about(five!.multiplier.max, 0.9975);
    about(five!.multiplier.min, 0.692);
    const [seven] = figuresOf('rwkv7');
    about(seven!.range!.min, 0.5452);
    assert.equal(seven!.range!.max, 1);
    assert.ok(seven!.multiplier.min > 0.5452);
  });

  it('RG-LRU on the ring [.9, .999]: a from .430 to .992 at g = 1, .656 to .996 at g = ½', () => {
    const param = (r: number): number => Math.log(Math.expm1(-Math.log(r)));
    const at = (gate: number): number[] =>
      multipliers('RG-LRU', {
        'rg_lru.recurrent_param': { shape: [2], data: [param(0.9), param(0.999)] },
        'rg_lru.recurrent_gate_bias': { shape: [1, 2], data: [gate, gate] },
      });
    const [low, high] = at(40);
    about(low!, 0.43);
    about(high!, 0.992);
    const [halfLow, halfHigh] = at(0);
    about(halfLow!, 0.656);
    about(halfHigh!, 0.996);
  });

  it('LRU on its ring, RetNet from 0.96875, GLA .9576 at gk = 0', () => {
    const [ring] = figuresOf('lru');
    assert.ok(ring!.multiplier.min >= 0.5 && ring!.multiplier.max <= 0.99);
    assert.ok(ring!.disc!.every(([re, im]) => Math.hypot(re, im) <= 0.99));
    about(figuresOf('retnet')[0]!.multiplier.min, 0.96875, 9);
    const a = multipliers('GLA', { 'attn.gk_proj.1.bias': { shape: [1], data: [0] } });
    about(a[0]!, 0.9576);
  });

  it('Gated DeltaNet: A from (0, 16), dt from 1e-3 to 0.1', () => {
    const [layer] = figuresOf('gated_deltanet');
    assert.ok(layer!.multiplier.min > Math.exp(-1.6) && layer!.multiplier.max < 1);
  });
});
