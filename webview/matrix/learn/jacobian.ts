import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../../src/present/format';
import { derivative, msub, mrow, msup, munderover, norm, times } from '../../ui/math/build';
import { scaledMatrix } from '../../ui/math/matrix';
import type { MathNode } from '../../ui/math/node';
import { number, numberToThe, powerOfTen } from '../../ui/math/number';
import { places } from './places';
import type { Own, OwnPower, Step } from './step';
import { a, before, count, h, ownMatrix, slope, slopes, T, W } from './symbols';

const J = msub('J', 't');

/** γ and φ′(0) of the activation. */
export function slopeFigures({ phi }: Own): MathNode {
  const { maxSlope, slopeAtRest } = phi;
  return mrow('γ', '=', number(maxSlope), ',', slope('0'), '=', number(slopeAtRest));
}

/** ‖J‖₂ ≤ γσ_max with the figures. */
export function boundOfStep({ phi, model }: Own, jacobian: MathNode): MathNode {
  const { sigmaMax } = model.analysis.figures;
  const product = number(phi.maxSlope * sigmaMax);
  const factors = mrow(number(phi.maxSlope), '·', number(sigmaMax));
  return mrow(norm(jacobian), '≤', times('γ', msub('σ', 'max')), '=', factors, '=', product);
}

/** The slope at rest times the matrix. */
export function jacobianAtRest(own: Own, symbol: MathNode): MathNode {
  const { slopeAtRest } = own.phi;
  const ofOne = slopeAtRest === 1 ? ownMatrix(own) : mrow(number(slopeAtRest), '·', ownMatrix(own));
  return mrow(times(slope('0'), symbol), '=', ofOne);
}

/** J_t = diag(φ′(a_t)) W ([Pascanu2013] §2). */
export function jacobianStep(own: OwnPower): Step {
  return {
    id: 'jacobian',
    title: l10n.t('The Jacobian of one step'),
    text: [
      l10n.t('Each factor multiplies by W and by the slope of φ at the sums aₜ that went into it.'),
      l10n.t('γ is the largest slope that φ has anywhere, φ′(0) the one at rest.'),
    ],
    formulas: [
      mrow(J, '=', derivative(h('t'), h(before('t'))), '=', times(slopes(a('t')), W)),
      mrow(norm(J), '≤', times('γ', norm(W)), '=', times('γ', msub('σ', 'max'))),
    ],
    own: [slopeFigures(own), jacobianAtRest(own, W), boundOfStep(own, J)],
    ownText: slopeSentences(own),
    places: [places.derivative()],
  };
}

/** What the activation's slopes come to. */
export function slopeSentences({ phi: { name, maxSlope } }: Own): string[] {
  if (name === 'identity') return [l10n.t('The identity has slope 1 everywhere: W alone counts.')];
  const size = formatNumber(maxSlope);
  const kink = name === 'relu' || name === 'leaky_relu';
  return [
    maxSlope <= 1
      ? l10n.t('The slope of {0} is at most {1}: φ itself never makes a gradient larger.', name, size)
      : l10n.t('The slope of {0} reaches {1}: φ itself can make a gradient larger.', name, size),
    ...(kink ? [l10n.t('At its kink the slope of {0} counts as that of an active unit.', name)] : []),
  ];
}

/** The product over T steps, its bound γᵀ‖W‖ᵀ, and the power of W. */
export function productStep(own: OwnPower): Step {
  const { phi, verdict } = own;
  const { steps, sigmaMax, maxSlope, slopeAtRest } = verdict;
  const log10Bound = steps * Math.log10(maxSlope * sigmaMax);
  const whole = derivative(h(T), h('0'));
  const bound = times(msup('γ', T), msup(norm(W), T));
  const size = maxSlope * sigmaMax;
  return {
    id: 'product',
    title: l10n.t('The product becomes a power'),
    text: [
      l10n.t('T such factors multiply, and γ and ‖W‖₂ bound the product whatever the states are.'),
      l10n.t('With every state at rest all factors are the same matrix, and their product is a power of W.'),
    ],
    formulas: [
      mrow(whole, '=', munderover('∏', mrow('t', '=', T), '1'), times(slopes(a('t')), W)),
      mrow(norm(whole), '≤', bound),
      mrow(whole, '=', times(msup(slope('0'), T), msup(W, T))),
    ],
    own: [
      mrow(
        bound,
        '=',
        mrow(numberToThe(phi.maxSlope, count(steps)), '·', numberToThe(sigmaMax, count(steps))),
        '=',
        powerOfTen(log10Bound),
      ),
      ...powerOf(own),
      ...(slopeAtRest === 1
        ? []
        : [
            mrow(
              msup(slope('0'), T),
              '=',
              numberToThe(slopeAtRest, count(steps)),
              '=',
              powerOfTen(steps * Math.log10(slopeAtRest)),
            ),
          ]),
    ],
    ownText: [
      size < 1
        ? l10n.t(
            'γ·σ_max = {0} is below 1, so the bound alone makes the gradient vanish, whatever the data.',
            formatNumber(size),
          )
        : l10n.t(
            'γ·σ_max = {0} is not below 1, so the bound allows growth; whether there is any, the power itself tells.',
            formatNumber(size),
          ),
    ],
    places: [places.growth(), places.depth()],
  };
}

/** The power of a small matrix, entry by entry. */
function powerOf({ excerpt, verdict: { steps } }: OwnPower): MathNode[] {
  if (!excerpt?.power) return [];
  const { exponent, entries } = excerpt.power;
  return [mrow(msup(W, count(steps)), '=', scaledMatrix({ ...excerpt, entries }, exponent))];
}
