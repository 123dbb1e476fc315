import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../src/core/analysis';
import type { ActivationName } from '../../../src/core/recurrence/activation';
import { matrixRemedies, reshapeOf } from '../../../src/host/remedies/matrixRemedy';
import type { Finding } from '../../../src/shared/service';
import { DocumentAnalysis } from '../../../src/analysis/document/documentAnalysis';

async function findingOf(matrix: string, activation: ActivationName = 'tanh', size = 512): Promise<Finding> {
  const text = `W = np.array(${matrix})\n`;
  const options = { steps: 100, activation, thresholds: defaultThresholds };
  const request = { text, languageId: 'python', options, limits: { size }, asked: true };
  const { findings } = await new DocumentAnalysis().document(request);
  return findings[0]!;
}

describe('the remedies of a matrix', () => {
  it('those that the verdict calls for come as fixes, the others as possibilities', async () => {
    const remedies = matrixRemedies(await findingOf('[[1.5, 0.0], [0.0, 0.5]]'));
    assert.deepEqual(
      remedies.map(({ title, fits }) => [title, fits]),
      [
        ['Rescale W to ρ = 1', true],
        ['Rescale W to σ_max = 1', true],
        ['Replace W with its nearest orthogonal matrix', true],
        ['Replace W with the identity', false],
      ],
    );
  });

  it("the slope at rest of the activation is made up for: sigmoid's 1/4 takes ρ = 4", async () => {
    const finding = await findingOf('[[1.5, 0.0], [0.0, 0.5]]', 'sigmoid');
    assert.deepEqual(reshapeOf('rescale', finding), { kind: 'spectral-radius', target: 4 });
    assert.deepEqual(reshapeOf('orthogonal', finding), { kind: 'polar', gain: 4 });
    assert.deepEqual(reshapeOf('rescale', finding, 2), { kind: 'spectral-radius', target: 2 });
  });

  it('where ρ is not to be trusted the gain over the horizon decides', async () => {
    const finding = await findingOf('[[1.0, 1.0], [0.0, 1.0]]');
    const reshape = reshapeOf('rescale', finding);
    assert.equal(reshape?.kind, 'factor');
    assert.ok(reshape.factor < 1);
  });

  it('nothing is offered that is there already, cannot be, or was not analyzed', async () => {
    const names = async (finding: Promise<Finding>) => matrixRemedies(await finding).map(({ name }) => name);
    assert.deepEqual(await names(findingOf('[[1.0, 0.0], [0.0, -1.0]]')), ['orthogonal', 'scaled-identity']);
    assert.deepEqual(await names(findingOf('[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]')), ['rescale-sigma']);
    assert.deepEqual(await names(findingOf('[[0.0, 1.0], [0.0, 0.0]]')), ['orthogonal', 'scaled-identity']);
    assert.deepEqual(await names(findingOf('[[1.5, 0.0], [0.0, 0.5]]', 'tanh', 1)), []);
  });
});
