import type { Analysis } from '../../core/analysis';
import { activation } from '../../core/recurrence/activation';
import { gainCurve } from '../../core/verdict';
import { curveSamples } from '../../present/sparkline';
import type { MatrixSummary } from '../../shared/service';

/** Singular values that a summary names. */
const maxSigmas = 6;

/** What a report says of an analyzed matrix: the same few figures whatever its size and horizon. */
export function summaryOf({ figures, options, verdict, remedies }: Analysis): MatrixSummary {
  const { growth, sigmaMax, singularValues } = figures;
  const { slopeAtRest } = activation(options.activation);
  return {
    sigmaMax,
    largestSigmas: singularValues.slice(0, maxSigmas),
    verdict,
    log10Gains: growth && curveSamples(gainCurve(growth, slopeAtRest)),
    remedies,
  };
}
