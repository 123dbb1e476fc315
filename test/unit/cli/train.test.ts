import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import torch from '../../fixtures/simple_network.json';
import { run } from './run';

interface Output {
  losses: (number | null)[];
  gradNorms: Record<string, (number | null)[]>;
  layers: {
    layer: string;
    first: { ratio: number; verdict: string };
    last: { ratio: number; verdict: string };
  }[];
}

const fixture = 'test/fixtures/simple_network.json';
const tiny = {
  initial: { 'a.weight': [[0.5, -0.5]], 'a.bias': [0.1], 'b.weight': [[2]], 'b.bias': [0] },
  X: [[1, 2], [3, 4]],
  y: [[1], [0]],
  learningRate: 0.1,
}; // prettier-ignore

describe('gradient-lens train', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-train-'));
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const train = async (content: unknown): Promise<Output> =>
    JSON.parse((await run('train', file('in.json', content), '--json')).stdout) as Output;
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("--json prints torch's losses and gradient norms", async () => {
    const { status, stdout, stderr } = await run('train', fixture, '--json');
    assert.equal(status, 0, stderr);
    const { losses, gradNorms, layers } = JSON.parse(stdout) as Output;
    assert.equal(losses.length, 100);
    torch.losses.forEach((loss, i) => assert.ok(Math.abs(losses[i]! / loss - 1) < 1e-9, `epoch ${i}`)); // oxlint-disable-line typescript/no-confusing-void-expression
    assert.deepEqual(Object.keys(gradNorms), Object.keys(torch.gradNorms));
    for (const [name, norms] of Object.entries(torch.gradNorms))
      norms.forEach((norm, i) => assert.ok(Math.abs(gradNorms[name]![i]! / norm - 1) < 1e-9, `${name} ${i}`)); // oxlint-disable-line typescript/no-confusing-void-expression
    assert.deepEqual(layers.map(({ layer, first }) => [layer, first.verdict]), [
      ['fc1', 'fading'], ['fc2', 'stable'], ['fc3', 'stable'],
    ]); // prettier-ignore
    assert.equal(layers[2]!.last.ratio, 1);
  });

  it('reads sizes, names, epochs and activation from the file', async () => {
    const { losses, gradNorms } = await train({ ...tiny, epochs: 3 });
    assert.equal(losses.length, 3);
    assert.deepEqual(Object.keys(gradNorms), ['a.weight', 'a.bias', 'b.weight', 'b.bias']);
    // One sample by hand: the hidden unit is σ(0.1 − 0.5·1) for both, the output twice that.
    const out = 2 / (1 + Math.exp(0.4));
    assert.ok(Math.abs(losses[0]! - ((out - 1) ** 2 + out ** 2) / 2) < 1e-14);
    assert.notEqual((await train({ ...tiny, activation: 'relu' })).losses[0], losses[0]);
    const diverged = (await train({ ...tiny, activation: 'identity', learningRate: 1e6, epochs: 60 })).losses;
    assert.equal(diverged.at(-1), null);
  });

  it('the table names each layer and its verdict', async () => {
    const { stdout } = await run('train', fixture);
    assert.match(stdout, /^100 epochs: loss 1\.17 → /);
    assert.match(stdout, /fc1 +0\.011 +▽ fading \(0\.0128\)/);
  });

  it('every fault in the file is one sentence with its place, and exit status 2', async () => {
    const initial = (change: object) => ({ ...tiny, initial: { ...tiny.initial, ...change } });
    const cases: readonly (readonly [unknown, RegExp])[] = [
      ['{', /not valid JSON/],
      [[tiny], /the file is a list, not an object/],
      ...['initial', 'X', 'y', 'learningRate'].map((key) => [{ ...tiny, [key]: undefined }, new RegExp(`: ${key} is missing`)] as const),
      [{ ...tiny, initial: {} }, /initial holds no layer/],
      [initial({ stray: 1 }), /initial holds stray: name a layer's arrays/],
      [initial({ '\u001b[2J\n': 1 }), /initial holds \?\[2J\?: name/],
      [initial({ 'c.bias': [1] }), /initial holds c.bias and no weight to it/],
      [{ ...tiny, initial: { 'a.weight': [[1, 2]] } }, /a.bias is missing: write zeros/],
      [initial({ 'b.weight': [[1, 2]] }), /initial b.weight is 1×2, it should have 1 columns: a gives so many/],
      [initial({ 'b.bias': [1, 2] }), /initial b.bias has 2 entries, it should have 1/],
      [initial({ 'a.weight': [[1, null]] }), /initial a.weight\[0\]\[1\] is null, not a finite number/],
      [{ ...tiny, X: [[1, 2], [3]] }, /X\[1\] has 1 entries, it should have 2/],
      [{ ...tiny, X: [[1], [3]] }, /X is 2×1, it should have 2 columns/],
      [{ ...tiny, y: [[1]] }, /y is 1×1, it should be 2×1/],
      [JSON.stringify(tiny).replace('[3,4]', '[3,NaN]'), /X\[1\]\[1\] is NaN, not a finite number/],
      [{ ...tiny, epochs: 0 }, /epochs is 0, not a whole number/],
      [{ ...tiny, learningRate: '0.1' }, /learningRate is "0.1", not a finite number/],
      [{ ...tiny, activation: 'sine' }, /activation is "sine", which is none known/],
    ]; // prettier-ignore
    for (const [i, [content, message]] of cases.entries()) {
      const path = file(`bad${i}.json`, content);
      const { status, stdout, stderr } = await run('train', path, '--json');
      assert.equal(status, 2, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.ok(stderr.startsWith(`gradient-lens: ${path}: `), stderr);
      assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    }
  });
});
