import { defaultThresholds } from '../core/analysis';
import { collapse } from '../core/flow/collapse';
import { formatNumber, formatPowerOfTen, rounded } from '../present/format';
import { formatExponent } from '../present/matrix/lyapunovChart';
import { verdictSymbols } from '../present/symbols';
import { verdictOfGain } from '../core/verdict';
import type { FlowRecord } from './cellRow';

/** Steps that the table shows at most. */
const room = 13;

/** The flow through one cell as a table for people: gradient norms by step, gain, verdict, Lyapunov exponent. */
export function flowTable(record: FlowRecord): string {
  const {
    kind,
    hidden,
    input,
    steps,
    hiddenStates,
    log10GradNormByStep: gradients,
    lyapunov,
    lyapunovErrors,
  } = record;
  const [first, last] = [gradients[0] ?? null, gradients.at(-1) ?? null];
  const gain = first === null || last === null ? null : first - last;
  const verdict = verdictOfGain(gain, defaultThresholds);
  const lines = collapse(steps, room).map((place) =>
    typeof place === 'number'
      ? `  ${String(place).padStart(6)}  ${formatPowerOfTen(gradients[place]!).padEnd(10)}  ${formatNumber(Math.hypot(...hiddenStates[place]!))}`
      : `       …  steps ${place.from} to ${place.to}`,
  );
  const [lambda, error] = [lyapunov[0], lyapunovErrors[0]];
  const rate =
    lambda === null || lambda === undefined
      ? '−∞: every disturbance dies within a step'
      : `${formatExponent(lambda, error)}, a factor of ${formatNumber(rounded(Math.exp(lambda), Math.exp(lambda) * (error ?? 0)))} per step`;
  return [
    `${kind}: ${hidden} hidden, ${input} inputs, ${steps} steps`,
    `  ${verdictSymbols[verdict]} ${verdict}: the gradient at step 0 is ${formatPowerOfTen(gain)} of that at step ${steps}`,
    `  ‖∂L/∂weight_hh‖ ${formatNumber(record.weightHhGradNorm)}, ‖∂L/∂weight_ih‖ ${formatNumber(record.weightIhGradNorm)}`,
    `  largest Lyapunov exponent ${rate}`,
    `  ${'step'.padStart(6)}  ${'‖∂L/∂h‖'.padEnd(10)}  ‖h‖`,
    ...lines,
    '',
  ].join('\n');
}
