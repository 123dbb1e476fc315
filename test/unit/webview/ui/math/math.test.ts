import assert from 'node:assert/strict';
import {
  applied,
  derivative,
  mi,
  mo,
  mrow,
  msub,
  msup,
  mtable,
  munderover,
  norm,
  part,
  times,
  transposed,
} from '../../../../../webview/ui/math/build';
import { matrix, scaledMatrix } from '../../../../../webview/ui/math/matrix';
import type { MathNode } from '../../../../../webview/ui/math/node';
import { number, numberToThe, powerOfTen } from '../../../../../webview/ui/math/number';
import { plainText } from '../../../../../webview/ui/math/plainText';

/** Every element of a formula. */
const all = (node: MathNode): MathNode[] => [
  node,
  ...node.children.flatMap((child) => (typeof child === 'string' ? [] : all(child))),
];
const withTag = (node: MathNode, tag: string): MathNode[] => all(node).filter((it) => it.tag === tag);

describe('MathML from data', () => {
  it('tells numbers, names and operators apart', () => {
    assert.deepEqual(
      ['12.5', 'h', 'leaky_relu', 'φ', '∞', '=', '∏', '⊤'].map((text) => part(text).tag),
      ['mn', 'mi', 'mi', 'mi', 'mi', 'mo', 'mo', 'mo'],
    );
  });

  it('keeps any text as text of one element', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    assert.deepEqual(mi(hostile), { tag: 'mi', attributes: {}, children: [hostile] });
    assert.deepEqual(part(`x${hostile}`).children, [`x${hostile}`]);
  });

  it('gives each element as many children as MathML Core asks for', () => {
    const formula = mrow(
      derivative(msub('h', 't'), 'y'),
      transposed('J'),
      norm(msup('W', 'k')),
      munderover('∑', mrow('t', '=', '1'), 'T'),
      mtable([['1', '2'], ['3', '4']]), // prettier-ignore
    );
    const sizes: Readonly<Record<string, number>> = {
      mfrac: 2,
      msub: 2,
      msup: 2,
      munderover: 3,
      mtable: 2,
      mtr: 2,
      mtd: 1,
    };
    for (const [tag, size] of Object.entries(sizes)) {
      const found = withTag(formula, tag);
      assert.ok(found.length > 0, tag);
      for (const { children } of found) assert.equal(children.length, size, tag);
    }
  });

  it('says that ⊤ is a transpose, and what is transposed', () => {
    const node = transposed('J');
    assert.equal(node.attributes['intent'], 'transpose($x)');
    assert.equal((node.children[0] as MathNode).attributes['arg'], 'x');
  });

  it('reads in plain characters', () => {
    const formula = mrow(
      msub('h', 't'),
      '=',
      applied('φ', times('W', msub('h', mrow('t', '−', '1'))), '+', 'b'),
    );
    assert.equal(plainText(formula), 'h_t = φ(W h_(t − 1) + b)');
    assert.equal(plainText(derivative('L', msub('h', '0'))), '(∂L)/(∂h_0)');
    assert.equal(plainText(mrow(norm('W'), '≤', msup('γ', 'T'))), '‖W‖_2 ≤ γ^T');
    assert.equal(plainText(munderover('∏', mrow('t', '=', 'T'), '1')), '∏_(t = T)^1');
    assert.equal(plainText(mrow(mo('−', { form: 'prefix' }), '1')), '−1');
  });
});

describe('numbers in formulas', () => {
  it('are those of the panel’s figures, which stay beside them', () => {
    for (const [node, text, plain] of [
      [number(1.5), '1.5', '1.5'],
      [number(-0.25), '−0.25', '−0.25'],
      [number(127834), '1.28e5', '1.28 × 10^5'],
      [number(-1e-7), '−1.00e-7', '−1.00 × 10^(−7)'],
      [powerOfTen(null), '0', '0'],
      [powerOfTen(-400.5), '3.16e-401', '3.16 × 10^(−401)'],
      [number(Infinity), '∞', '∞'],
      [number(-Infinity), '−∞', '−∞'],
    ] as const) {
      assert.equal(node.attributes['data-number'], text);
      assert.equal(plainText(node), plain);
    }
  });

  it('have digits enough where they are raised to a power, and brackets where the power would be misread', () => {
    assert.equal(plainText(numberToThe(1.04183, part('29'))), '1.04183^29');
    assert.equal(plainText(numberToThe(2e6, part('3'))), '(2.00000 × 10^6)^3');
  });
});

describe('matrices in formulas', () => {
  it('are whole where they are small', () => {
    const node = matrix({ rowIndices: [0, 1], columnIndices: [0, 1], entries: [[1.5, 0], [-0.25, 1e-5]] }); // prettier-ignore
    assert.equal(plainText(node), '[1.5, 0; −0.25, 1.00 × 10^(−5)]');
  });

  it('have dots for what is left out', () => {
    const indices = [0, 1, 2, 127];
    const entries = indices.map((i) => indices.map((j) => i + j));
    const node = matrix({ rowIndices: indices, columnIndices: indices, entries });
    assert.equal(
      plainText(node),
      '[0, 1, 2, ⋯, 130; 1, 2, 3, ⋯, 130; 2, 3, 4, ⋯, 130; ⋮, ⋮, ⋮, ⋱, ⋮; 130, 130, 130, ⋯, 250]',
    );
    const tall = matrix({ rowIndices: indices, columnIndices: [0], entries: [[1], [2], [3], [4]] });
    assert.equal(plainText(tall), '[1; 2; 3; ⋮; 4]');
    for (const { children } of withTag(node, 'mtr')) assert.equal(children.length, 5);
  });

  it('have a power of ten before them, and no digit that may be rounding', () => {
    const excerpt = { rowIndices: [0, 1], columnIndices: [0, 1], entries: [[1.28, 0], [0, 1.5e-14]] }; // prettier-ignore
    assert.equal(plainText(scaledMatrix(excerpt, 5)), '10^5 · [1.28, 0; 0, ≈0]');
    assert.equal(plainText(scaledMatrix(excerpt, 0)), '[1.28, 0; 0, ≈0]');
  });
});
