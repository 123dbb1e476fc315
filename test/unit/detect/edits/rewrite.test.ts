import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze } from '../../../../src/core/analyze';
import { defaultThresholds } from '../../../../src/core/analysis';
import type { Reshape } from '../../../../src/core/reshape';
import type { DetectableLanguage } from '../../../../src/detect/candidate';
import type { Precision } from '../../../../src/detect/edits/digits';
import { rewriteMatrix } from '../../../../src/detect/edits/rewrite';
import { applyEdits, coalesce } from '../../../../src/core/textEdit';
import { detection } from '../found';

const unitRadius: Reshape = { kind: 'spectral-radius', target: 1 };
const orthogonal: Reshape = { kind: 'polar', gain: 1 };
const halfIdentity: Reshape = { kind: 'scaled-identity', gain: 0.5 };

/** Rewrites the first matrix of a text. */
async function rewrite(
  text: string,
  languageId: DetectableLanguage,
  reshape: Reshape,
  precision: Precision = 'literal',
) {
  const [candidate] = detection(text, languageId).matrices;
  assert.ok(candidate, text);
  const { range } = candidate;
  const result = await rewriteMatrix({ text, languageId, range, reshape, precision, maxEntries: 1e6 });
  return { ...result, text: applyEdits(text, result.edits) };
}

async function assertRewritten(
  language: DetectableLanguage,
  reshape: Reshape,
  text: string,
  expected: string,
): Promise<void> {
  assert.equal((await rewrite(text, language, reshape)).text, expected);
}

/** ρ and σ_max of the first matrix of a text, by the analysis that the editor shows. */
function figuresOf(text: string, languageId: DetectableLanguage) {
  const { matrix } = detection(text, languageId).matrices[0]!;
  const { figures } = analyze(matrix, { steps: 10, activation: 'tanh', thresholds: defaultThresholds });
  return { spectralRadius: figures.spectralRadius!.value, sigmaMax: figures.sigmaMax };
}

describe('a matrix literal rewritten in place', () => {
  it("the article's exploding matrix is brought to ρ = 1, by one edit a number", async () => {
    const text = 'W = np.array([[1.5, 0.0], [0.0, 0.5]])  # left\n';
    const { edits, text: after, spectralRadius } = await rewrite(text, 'python', unitRadius);
    assert.equal(after, 'W = np.array([[1.0, 0.0], [0.0, 0.333]])  # left\n');
    assert.deepEqual(
      edits.map(({ start, end }) => text.slice(start, end)),
      ['1.5', '0.5'],
    );
    assert.equal(spectralRadius, 1);
  });

  it('rows, comments and right-aligned columns stay', () =>
    assertRewritten(
      'python',
      unitRadius,
      'W = np.array([\n    [ 1.50,  0.25],  # first\n\n    # the second\n    [-0.50, 12.00],\n], dtype=float)',
      'W = np.array([\n    [ 0.125, 0.021],  # first\n\n    # the second\n    [-0.042, 1.001],\n], dtype=float)',
    ));

  it('columns that begin in line go on doing so', () =>
    assertRewritten(
      'json',
      orthogonal,
      '{"W": [[3, 0.25, 0],\n       [1, 2,    0],\n       [0, 0,    4]]}',
      '{"W": [[0.9889, -0.1483, 0],\n       [0.1483, 0.9889,  0],\n       [0,      0,       1]]}',
    ));

  it('a block sequence of YAML, a printed tensor, MATLAB and Julia', async () => {
    await assertRewritten(
      'yaml',
      unitRadius,
      'W:\n  - - 4.0\n    - 0 # none\n  - - 0\n    - 2.0\n',
      'W:\n  - - 1.0\n    - 0 # none\n  - - 0\n    - 0.5\n',
    );
    await assertRewritten(
      'plaintext',
      halfIdentity,
      'tensor([[ 0.5000, -0.2500],\n        [10.1234,  0.0001]])',
      'tensor([[0.5000, 0.0000],\n        [0.0000, 0.5000]])',
    );
    await assertRewritten('matlab', unitRadius, "W = 0.5*[4 0; 0 -2]';", "W = 0.5*[2 0; 0 -1]';");
    await assertRewritten('julia', orthogonal, 'W = [2.0 0\n 0 -3.0]', 'W = [1.0 0\n 0 -1.0]');
  });

  it('exponents stay exponents, arithmetic becomes its value, and what does not change is not touched', async () => {
    await assertRewritten(
      'python',
      unitRadius,
      'W = [[1.5000e+01, 0.0], [0.0, math.sqrt(9)]]',
      'W = [[1.0000e+00, 0.0], [0.0, 0.2]]',
    );
    const { edits } = await rewrite('W = [[math.cos(0), 0], [0, 0.5]]', 'python', unitRadius);
    assert.deepEqual(edits, []);
  });

  it('a factor and a transposition around the list are taken into account', () =>
    assertRewritten(
      'python',
      { kind: 'factor', factor: 3 },
      'W = 2 * np.array([[0.1, 0.2], [0.3, 0.4]]).T',
      'W = 2 * np.array([[0.3, 0.6], [0.9, 1.2]]).T',
    ));

  it('float64 reaches the target to rounding', async () => {
    const text = 'W = [[0.3, 1.7], [-0.9, 0.2]]';
    const { text: after } = await rewrite(text, 'python', unitRadius, 'float64');
    assert.ok(Math.abs(figuresOf(after, 'python').spectralRadius - 1) < 1e-14);
  });

  it('the text after any rewrite reads as the target to its digits, and only numbers differ', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom<[DetectableLanguage, string]>(
          ['json', '{"W": [['],
          ['python', 'W = np.array([['],
          ['matlab', 'W = [['],
          ['yaml', 'W: [['],
        ),
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 36, maxLength: 36 }),
        fc.constantFrom<Reshape>({ kind: 'sigma-max', target: 0.9 }, orthogonal),
        async (n, decimals, [language, opening], entries, reshape) => {
          // A dominant diagonal keeps the polar factor well conditioned.
          const rows = Array.from({ length: n }, (_, i) =>
            Array.from({ length: n }, (_, j) => (entries[6 * i + j]! + (i === j ? 30 : 0)).toFixed(decimals)),
          );
          const matlab = language === 'matlab';
          const list = rows.map((row) => row.join(', ')).join(matlab ? ';\n  ' : '],\n  [');
          const closing = { json: ']]}', python: ']])', yaml: ']]' }[language as string] ?? ']';
          const text = `${matlab ? 'W = [' : opening}${list}${closing}\n`;
          const result = await rewrite(text, language, reshape);
          const { sigmaMax } = figuresOf(result.text, language);
          const target = reshape.kind === 'sigma-max' ? 0.9 : 1;
          assert.ok(Math.abs(sigmaMax - target) < n * 10 ** -Math.max(3, decimals) * target, result.text);
          // The rewrite and the editor reach the figure by different ways, equal to rounding.
          assert.ok(Math.abs(sigmaMax - result.sigmaMax) <= 1e-14 * sigmaMax, result.text);
          const skeleton = (source: string): string => source.replace(/ *[-+]?[\d.]+(?:e[-+]?\d+)?/g, '#');
          assert.equal(skeleton(result.text), skeleton(text));
        },
      ),
      { numRuns: 60 },
    ));
});

describe('an expression rewritten', () => {
  const cases: readonly (readonly [Reshape, string, string])[] = [
    [unitRadius, 'W = 0.9*np.eye(3)', 'W = 1.0*np.eye(3)'],
    [unitRadius, 'W = nn.Parameter(torch.eye(3) * 0.5)', 'W = nn.Parameter(torch.eye(3) * 1.0)'],
    [unitRadius, 'W = np.diag([0.8, 0.4])', 'W = 1.25 * np.diag([0.8, 0.4])'],
    [{ kind: 'factor', factor: 2 }, 'W = 3 * torch.eye(4).to(device)', 'W = 6 * torch.eye(4).to(device)'],
    [unitRadius, 'W = np.eye(2) + np.eye(2)', 'W = 0.5 * (np.eye(2) + np.eye(2))'],
    [halfIdentity, 'W = np.diag([0.8, 0.4])', 'W = 0.5 * np.eye(2)'],
    [halfIdentity, 'W = torch.eye(512)', 'W = 0.5 * torch.eye(512)'],
    [orthogonal, 'W = np.diag([0.8, 0.4])', 'W = np.eye(2)'],
    [orthogonal, 'W = torch.diag([0.8, -0.4])', 'W = torch.tensor([[1.0, 0.0], [0.0, -1.0]])'],
  ];
  for (const [reshape, text, expected] of cases) {
    it(`${text} → ${expected}`, () => assertRewritten('python', reshape, text, expected));
  }
});

describe('what is refused, in a sentence', () => {
  const cases: readonly (readonly [Reshape, string, RegExp])[] = [
    [unitRadius, 'W = np.array([[0.0, 1.0], [0.0, 0.0]])', /spectral radius is 0, so no factor makes it 1/],
    [{ kind: 'sigma-max', target: 0 }, 'W = np.eye(2)', /target 0 is not a positive number/],
    [unitRadius, 'W = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])', /2×3, and only a square one has/],
    [
      unitRadius,
      'W = np.array([[3, 1], [1, 3]], dtype=np.int64)',
      /integer type, which would cut the new numbers off/,
    ],
    [
      orthogonal,
      `W = np.diag([${Array.from({ length: 20 }, (_, i) => (i % 2 ? 1 : -1)).join(', ')}])`,
      /20×20 matrix is computed by an expression/,
    ],
  ];
  for (const [reshape, text, message] of cases) {
    it(text.slice(0, 60), () => assert.rejects(rewrite(text, 'python', reshape), { message }));
  }

  it('a matrix that has moved', async () => {
    const text = 'W = np.eye(2)';
    const request = { text, languageId: 'python', precision: 'literal', maxEntries: 1e6 } as const;
    await assert.rejects(
      rewriteMatrix({ ...request, range: { start: 3, end: 13 }, reshape: unitRadius }),
      /no longer where it was/,
    );
  });
});

describe('edits joined', () => {
  it('make the same text', () => {
    const text = 'a1b2c3d4e5';
    const edits = [1, 3, 5, 7, 9].map((start) => ({ start, end: start + 1, newText: '##' }));
    const joined = coalesce(text, edits, 2);
    assert.equal(joined.length, 2);
    assert.equal(applyEdits(text, joined), applyEdits(text, edits));
    assert.equal(applyEdits(text, edits), 'a##b##c##d##e##');
  });
});
