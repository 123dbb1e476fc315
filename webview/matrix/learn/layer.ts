import * as l10n from '@vscode/l10n';
import { explainNonSquare } from '../../../src/present/matrix/record';
import { formatNumber } from '../../../src/present/format';
import { applied, derivative, mrow, msub, munderover, norm, times, transposed } from '../../ui/math/build';
import type { MathNode } from '../../ui/math/node';
import { number } from '../../ui/math/number';
import { boundOfStep, slopeFigures, slopeSentences } from './jacobian';
import { places } from './places';
import type { Own, Step } from './step';
import { a, before, h, ownMatrix, slopes, activated } from './symbols';

const Wl = msub('W', 'l');
const bl = msub('b', 'l');
const Jl = msub('J', 'l');
const last = h('L');

/** The steps for a matrix that is not square: a layer of a stack, depth in the place of time. */
export function layerSteps(own: Own): Step[] {
  return [layer(own), chain(), jacobian(own), product(own), singularValues(own)];
}

function layer(own: Own): Step {
  const { rows, columns } = own.model.analysis.figures;
  const sum = (weights: MathNode): MathNode => mrow(times(weights, h(before('l'))), '+', bl);
  return {
    id: 'layer',
    title: l10n.t('A layer of a stack'),
    text: [
      l10n.t(
        'A recurrence needs a square matrix. This one takes {0} numbers to {1}, as a layer of a feed-forward stack does: depth takes the place of time.',
        columns,
        rows,
      ),
    ],
    formulas: [mrow(h('l'), '=', applied('φ', sum(Wl)))],
    own: [mrow(h('l'), '=', activated(own, sum(ownMatrix(own))))],
    ownText: [],
    places: [places.training()],
  };
}

function chain(): Step {
  return {
    id: 'chain',
    title: l10n.t('The chain rule through the layers'),
    text: [
      l10n.t(
        'The loss depends on the input through all the layers between, so its gradient is a product with one factor per layer; ⊤ is the transpose.',
      ),
    ],
    formulas: [
      mrow(
        derivative('L', h('0')),
        '=',
        times(
          transposed(msub('J', '1')),
          transposed(msub('J', '2')),
          '⋯',
          transposed(msub('J', 'L')),
          derivative('L', last),
        ),
      ),
    ],
    own: [],
    ownText: [],
    places: [places.training()],
  };
}

function jacobian(own: Own): Step {
  return {
    id: 'jacobian',
    title: l10n.t('The Jacobian of one layer'),
    text: [
      l10n.t(
        'Each factor multiplies by the layer’s own W and by the slope of φ. γ is the largest slope that φ has anywhere, φ′(0) the one at rest.',
      ),
    ],
    formulas: [mrow(Jl, '=', derivative(h('l'), h(before('l'))), '=', times(slopes(a('l')), Wl))],
    own: [slopeFigures(own), boundOfStep(own, Jl)],
    ownText: slopeSentences(own),
    places: [places.derivative()],
  };
}

function product(own: Own): Step {
  const { analysis } = own.model;
  const factor = times('γ', norm(Wl));
  const index = mrow('l', '=', '1');
  return {
    id: 'product',
    title: l10n.t('A product, but no power'),
    text: [
      l10n.t(
        'Every layer has a matrix of its own, so nothing is repeated: large factors and small ones can cancel out.',
      ),
      l10n.t(
        'W times W does not exist where rows and columns differ in number, and so no power, no eigenvalues and no spectral radius.',
      ),
    ],
    formulas: [mrow(norm(derivative(last, h('0'))), '≤', munderover('∏', index, 'L'), factor)],
    own: [],
    ownText: [explainNonSquare(analysis.figures)],
    places: [places.training()],
  };
}

function singularValues(own: Own): Step {
  const { analysis } = own.model;
  const { sigmaMax, singularValues: all } = analysis.figures;
  const { slopeAtRest } = own.phi;
  const smallest = all.at(-1) ?? 0;
  return {
    id: 'singular-values',
    title: l10n.t('What one layer does: the singular values'),
    text: [
      l10n.t(
        'The singular values say how one layer stretches the directions that a gradient comes in. A gain of 1 per layer keeps gradients alive through depth; residual connections add the identity, I + J, and come close to it.',
      ),
    ],
    formulas: [mrow(norm(Jl), '≤', times('γ', msub('σ', 'max')))],
    own: [mrow(msub('σ', 'max'), '=', number(sigmaMax), ',', msub('σ', 'min'), '=', number(smallest))],
    ownText: [
      l10n.t(
        'At rest this layer multiplies a gradient by at most φ′(0)·σ_max = {0}.',
        formatNumber(slopeAtRest * sigmaMax),
      ),
    ],
    places: [places.singularValues()],
  };
}
