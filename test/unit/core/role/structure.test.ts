import assert from 'node:assert/strict';
import { fromRows, identity } from '../../../../src/core/linalg/matrix';
import { structuralVetoes } from '../../../../src/core/role/structure';

const vetoes = (rows: number[][], name = 'a', floating = false) =>
  structuralVetoes(fromRows(rows), { name, floating }).sort();

describe('structuralVetoes', () => {
  it('has nothing against a matrix of no special form', () => {
    assert.deepEqual(
      vetoes([
        [1.5, 0.25],
        [0.5, 0.75],
      ]),
      [],
    );
    assert.deepEqual(
      vetoes([
        [0.9, 0],
        [0, 0.8],
      ]),
      [],
    );
    assert.deepEqual(structuralVetoes(identity(64, 0.9), { name: 'W' }), []);
  });

  it('sees what has no powers, or hardly any', () => {
    assert.deepEqual(
      vetoes([
        [1.5, 2, 3],
        [4, 5, 6],
      ]),
      ['not-square'],
    );
    assert.deepEqual(vetoes([[0.5]]), ['one-by-one']);
  });

  it('sees whole numbers, unless the text asks for another type', () => {
    assert.deepEqual(
      vetoes([
        [0, 2],
        [3, -4],
      ]),
      ['integers'],
    );
    assert.deepEqual(
      vetoes(
        [
          [0, 2],
          [3, -4],
        ],
        'a',
        true,
      ),
      [],
    );
  });

  it('sees affine maps, rotations and probabilities', () => {
    assert.deepEqual(
      vetoes([
        [800.5, 0.5, 320],
        [0, 800, 240],
        [0, 0, 1],
      ]),
      ['homogeneous'],
    );
    assert.deepEqual(
      vetoes([
        [0.6, -0.8],
        [0.8, 0.6],
      ]),
      ['rotation'],
    );
    assert.deepEqual(
      vetoes([
        [0.866, -0.5],
        [0.5, 0.866],
      ]),
      ['rotation'],
    );
    // A reflection is none.
    assert.deepEqual(
      vetoes([
        [0.6, 0.8],
        [0.8, -0.6],
      ]),
      [],
    );
    assert.deepEqual(
      vetoes([
        [0.9, 0.1],
        [0.35, 0.65],
      ]),
      ['stochastic'],
    );
    assert.deepEqual(
      vetoes([
        [0.9, 0.35],
        [0.1, 0.65],
      ]),
      ['stochastic'],
    );
  });

  it('takes a definite matrix for a covariance only where it is named like one', () => {
    const rows = [
      [2, 0.6],
      [0.6, 1.5],
    ];
    assert.deepEqual(vetoes(rows, 'cov_matrix'), ['covariance']);
    assert.deepEqual(vetoes(rows, 'q'), ['covariance']);
    assert.deepEqual(vetoes(rows, 'w'), []);
    assert.deepEqual(
      vetoes(
        [
          [1, 2.5],
          [2.5, 1],
        ],
        'cov_matrix',
      ),
      [],
    );
  });
});
