import { activation } from '../../../src/core/recurrence/activation';
import type { MatrixExcerpt } from '../../../src/shared/excerpt';
import type { PanelModel } from '../../../src/shared/panel';
import { gainStep } from './gain';
import { gateSteps } from './gates';
import { jacobianStep, productStep } from './jacobian';
import { layerSteps } from './layer';
import { eigenvalueStep, singularValueStep } from './powers';
import { chainStep, recurrenceStep } from './recurrence';
import { remedyStep } from './remedies';
import type { Own, Step } from './step';

/** From backpropagation to the power of W, with the figures of a matrix; of one that is not square, to the product. */
export function stepsOf(model: PanelModel, excerpt: MatrixExcerpt | null): Step[] {
  const { options, verdict } = model.analysis;
  const own: Own = { model, excerpt, phi: activation(options.activation) };
  if (!verdict) return [...layerSteps(own), ...gateSteps(own)];
  const ownPower = { ...own, verdict };
  return [
    recurrenceStep,
    chainStep,
    jacobianStep,
    productStep,
    eigenvalueStep,
    singularValueStep,
    gainStep,
    remedyStep,
  ].map((step) => step(ownPower));
}
