import assert from 'node:assert/strict';
import { detectableLanguages, type DetectableLanguage } from '../../../src/detect/candidate';
import { detect } from '../../../src/detect/detect';
import { evaluator } from '../../../src/detect/expression/evaluate';
import { ExpressionError } from '../../../src/detect/expression/expression';
import { detectLazily } from '../../../src/detect/lazy';
import { assertSilent, detection } from './found';

const matrix: Readonly<Record<DetectableLanguage, string>> = {
  json: '{"W": [[1, 2], [3, 4]]}',
  jsonc: '{"W": [[1, 2], [3, 4]]}',
  jsonl: '{"W": [[1, 2], [3, 4]]}',
  python: 'W = np.array([[1, 2], [3, 4]])',
  yaml: 'W: [[1, 2], [3, 4]]',
  toml: 'W = [[1, 2], [3, 4]]',
  jsonnet: '{W: [[1, 2], [3, 4]]}',
  matlab: 'W = [1 2; 3 4]',
  julia: 'W = [1 2; 3 4]',
  plaintext: 'W = array([[1, 2], [3, 4]])',
};

describe('Hostile text', () => {
  for (const language of detectableLanguages) {
    for (const depth of [100, 100_000]) {
      it(`${language} nested ${depth} deep`, () => {
        assertSilent('['.repeat(depth), language);
        assertSilent('['.repeat(depth) + ']'.repeat(depth), language);
        assertSilent('[1, '.repeat(depth) + ']'.repeat(depth), language);
        assertSilent('{"a": ['.repeat(depth), language);
      });
    }

    it(`${language} survives lone surrogates, control characters and long lines`, () => {
      detection('\uD800[[\u0000\uDC00], [1e'.repeat(2000), language);
      detection(`[[${'1'.repeat(200_000)}x, ${' '.repeat(200_000)}`, language);
    });

    it(`${language} stops when it is canceled`, () => {
      const canceled = new Error('canceled');
      const progress = () => {
        throw canceled;
      };
      const text = `${matrix[language]}\n`.repeat(10_000);
      assert.throws(
        () => detect(text, language, { maxEntries: 100, evaluate: evaluator, progress }),
        canceled,
      );
    });

    it(`${language} finds its sample at every cut that leaves it whole, and throws at none`, () => {
      const text = matrix[language];
      for (let end = 0; end <= text.length; end++) {
        const { matrices } = detection(text.slice(0, end), language);
        assert.ok(matrices.length <= 1);
      }
      // Of Jsonnet only configs are read.
      const entries = language === 'jsonnet' ? undefined : Float64Array.of(1, 2, 3, 4);
      assert.deepEqual(detection(text, language).matrices[0]?.matrix.data, entries);
    });
  }

  it('loads the evaluator only when an entry calls for it', async () => {
    let loads = 0;
    const load = () => {
      loads++;
      return Promise.resolve(evaluator);
    };
    const options = { maxEntries: 100 };
    await detectLazily('W = [[1, 2], [x, foo(3)]]; V = np.eye(n)', 'python', options, load);
    assert.equal(loads, 0);
    const { matrices } = await detectLazily('W = [[1, 2], [3, np.sqrt(4)]]', 'python', options, load);
    assert.equal(loads, 1);
    assert.deepEqual(matrices[0]?.matrix.data, Float64Array.of(1, 2, 3, 2));
    const [plain] = (await detectLazily('W = [[1, 2], [3, 2**-1]]', 'python', options)).matrices;
    assert.equal(plain?.matrix.data[3], 0.5);
  });

  it('does without an evaluator', () => {
    const { matrices } = detect('W = [[1, 2], [3, np.sqrt(4)]]\nV = [[1, 2], [3, 4]]', 'python', {
      maxEntries: 100,
      evaluate: undefined,
    });
    assert.deepEqual(
      matrices.map(({ name }) => name),
      ['V'],
    );
  });

  it('evaluates nothing that an expression might reach for', () => {
    for (const source of [
      'constructor("return 1")()',
      'import({})',
      'f.constructor',
      'cos.constructor("x")',
      '[].map',
    ]) {
      assert.throws(() => evaluator.matrix(source), ExpressionError);
    }
  });
});
