import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HumanError } from '../../../../src/host/humanError';
import { type Evaluate, isPlainName, readPythonMatrix } from '../../../../src/host/debugger/pythonMatrix';

/** Answers as a Python that holds a matrix would. */
function python(rows: readonly (readonly number[])[], asked: string[] = []): Evaluate {
  return (expression) => {
    asked.push(expression);
    const block = /\[(\d+):(\d+)\]\.tolist/.exec(expression);
    if (!block) return Promise.resolve(`'(${rows.length}, ${rows[0]!.length})'`);
    const values = rows.slice(Number(block[1]), Number(block[2])).flat();
    return Promise.resolve(`'${Buffer.from(Float64Array.from(values).buffer).toString('base64')}'`);
  };
}
const silent = (): void => undefined;

describe('isPlainName', () => {
  it('takes names, attributes and constant keys', () => {
    for (const name of [
      'W',
      'model.rnn.weight_hh_l0',
      'layers[0].W',
      `state['rnn.W']`,
      'state["W"]',
      'Λ',
      'a[-1]',
    ]) {
      assert.ok(isPlainName(name), name);
    }
  });

  it('takes nothing that could run', () => {
    const hostile = [
      'f()',
      'W; exit()',
      'W if x else y',
      '__import__("os").system("x")',
      'd[f()]',
      'W\n',
      '(W)',
      '',
    ];
    for (const name of [...hostile, 'd["\\x22"]', 'W'.repeat(500), 'W @ W', 'a:=1', 'd[k]', '1']) {
      assert.ok(!isPlainName(name), name);
    }
  });
});

describe('readPythonMatrix', () => {
  it('gives back every double exactly, in blocks of rows', async () => {
    const entry = fc.double({ noNaN: true, noDefaultInfinity: true });
    const shape = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));
    const rows = shape.chain(([m, n]) =>
      fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: m, maxLength: m }),
    );
    await fc.assert(
      fc.asyncProperty(rows, async (matrix) => {
        const { data } = await readPythonMatrix('W', python(matrix), silent);
        assert.deepEqual([...data], matrix.flat());
      }),
    );
  });

  it('asks for a large matrix a few thousand numbers at a time, tells how far it is, and can be canceled', async () => {
    const matrix = Array.from({ length: 100 }, (_, i) =>
      Array.from({ length: 1000 }, (_, j) => i + j / 1000),
    );
    const asked: string[] = [];
    const done: number[] = [];
    const { data } = await readPythonMatrix('W', python(matrix, asked), (share) => done.push(share));
    assert.deepEqual([...data], matrix.flat());
    assert.equal(asked.length, 1 + 4);
    assert.equal(done.at(-1), 1);
    const stop = (): never => {
      throw new Error('stop');
    };
    await assert.rejects(readPythonMatrix('W', python(matrix), stop), /stop/);
  });

  const refused = (name: string, evaluate: Evaluate, message: RegExp) =>
    assert.rejects(readPythonMatrix(name, evaluate, silent), (error) => {
      assert.ok(error instanceof HumanError);
      assert.match(error.message, message);
      return true;
    });

  it('asks nothing for what is no plain name', async () => {
    const asked: string[] = [];
    await refused('f()', python([[1]], asked), /not a plain name/);
    assert.deepEqual(asked, []);
  });

  it('says what is wrong with other values and with adapters that answer otherwise', async () => {
    await refused('W', () => Promise.resolve(`'(3, 2, 2)'`), /shape \(3, 2, 2\).*W\[0\]/);
    await refused('W', () => Promise.resolve(`'(0, 4)'`), /not a matrix/);
    await refused('W', () => Promise.resolve(`'(1025, 4)'`), /1025×4.*\.npy/);
    await refused('W', () => Promise.reject(new Error(`Traceback\nNameError: name 'W'`)), /NameError/);
    await refused(
      'W',
      () => Promise.resolve('Traceback\nAttributeError: no shape\n'),
      /numbers: AttributeError: no shape/,
    );
    const cut: Evaluate = (expression) =>
      Promise.resolve(expression.includes('tolist') ? `'AAAA...` : `'(2, 2)'`);
    await refused('W', cut, /did not answer with the 4 numbers/);
    await refused('W', python([[1, NaN]]), /W\[0, 1\] is NaN/);
  });
});
