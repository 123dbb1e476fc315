import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { singularValues } from '../../../src/core/linalg/singularValues';
import { expected, openFixture, tensors } from './fixture';

const files = [
  'model.npz',
  'model_compressed.npz',
  'model.safetensors',
  'model.safetensors.index.json',
  'model.pt',
  'model_legacy.pt',
];

describe('one model in every format', () => {
  for (const file of files) {
    it(`${file} gives torch's numbers`, async () => {
      const catalog = await openFixture(`made/${file}`);
      assert.deepEqual(await tensors(catalog), expected('made/model.json'));
      assert.ok(
        catalog.entries.every(
          ({ dtype, bytes, shape }) => dtype === 'F32' && bytes === 4 * shape.reduce((a, b) => a * b),
        ),
      );
    });
  }

  it("gives the reference's tensors from every container", async () => {
    const reference = await tensors(await openFixture('char_model.safetensors'));
    assert.equal(Object.keys(reference).length, 23);
    for (const file of ['char_model.pt', 'char_model_legacy.pt', 'char_model_nested.pth']) {
      assert.deepEqual(await tensors(await openFixture(file)), reference, file);
    }
    const slashes = Object.fromEntries(
      Object.entries(reference).map(([name, tensor]) => [name.replace('.', '/'), tensor]),
    );
    for (const file of ['weights.npz', 'weights_compressed.npz']) {
      assert.deepEqual(await tensors(await openFixture(file)), slashes, file);
    }
    const matrix = reference['rnn.weight_hh_l0'];
    assert.deepEqual((await tensors(await openFixture('weight_hh.npy')))['weight_hh'], matrix);
    assert.deepEqual(
      (await tensors(await openFixture('weight_hh_fortran.npy')))['weight_hh_fortran'],
      matrix,
    );
  });

  it('gives bfloat16 to its precision', async () => {
    const reference = await tensors(await openFixture('char_model.safetensors'));
    const rounded = await tensors(await openFixture('char_model_bf16.safetensors'));
    for (const [name, { data }] of Object.entries(reference)) {
      rounded[name]!.data.forEach((value, i) => {
        assert.ok(Math.abs(value - data[i]!) <= Math.abs(data[i]!) * 2 ** -8, name);
      });
    }
  });

  it("gives numpy's largest singular value of each gate", async () => {
    const figures = JSON.parse(
      readFileSync('test/fixtures/checkpoints/char_model_expected.json', 'utf8'),
    ) as Record<string, { sigmaMax: number }[]>;
    const read = await tensors(await openFixture('char_model.pt'));
    for (const [name, gates] of Object.entries(figures)) {
      const { shape, data } = read[name]!;
      const columns = shape[1]!;
      const size = data.length / gates.length;
      gates.forEach(({ sigmaMax }, gate) => {
        const block = {
          rows: size / columns,
          columns,
          data: Float64Array.from(data.slice(gate * size, (gate + 1) * size)),
        };
        assert.ok(Math.abs(singularValues(block)[0]! - sigmaMax) < 1e-9 * sigmaMax, `${name} ${gate}`);
      });
    }
  });
});
