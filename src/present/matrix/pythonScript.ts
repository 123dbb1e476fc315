// Not translated: it writes code.
import type { AnalysisOptions } from '../../core/analysis';
import type { Matrix } from '../../core/linalg/matrix';
import { activation } from '../../core/recurrence/activation';

/** Entries are written so that Python reads back the same doubles: the shortest decimal that round-trips. */
function literal({ rows, columns, data }: Matrix): string {
  const lines = Array.from(
    { length: rows },
    (_, i) => `    [${[...data.subarray(i * columns, (i + 1) * columns)].join(', ')}],`,
  );
  return `[\n${lines.join('\n')}\n]`;
}

/**
 * A numpy script that reproduces the figures of a matrix: singular values, eigenvalues, log10 ‖Wᵏ‖₂ rescaled every step,
 * and the gain over the horizon. `name` appears in a comment only.
 */
export function pythonScript(name: string, w: Matrix, { steps, activation: phi }: AnalysisOptions): string {
  const lines = [
    `# ${name.replace(/[^\p{L}\p{N} ._:[\]()*/+-]/gu, '?')} (${w.rows}×${w.columns}), figures as Gradient Lens shows them`,
    'import numpy as np',
    '',
    `W = np.array(${literal(w)})`,
    '',
    'sigma = np.linalg.svd(W, compute_uv=False)',
    'print("sigma_max", sigma[0])',
  ];
  if (w.rows !== w.columns) return [...lines, ''].join('\n');
  return [
    ...lines,
    'rho = max(abs(np.linalg.eigvals(W)))',
    'print("rho", rho)',
    '',
    `steps, slope = ${steps}, ${activation(phi).slopeAtRest}  # horizon, slope of ${phi} at rest`,
    'power, log10_scale, growth = np.eye(len(W)), 0.0, []',
    'for k in range(1, steps + 1):',
    '    power = W @ power',
    '    norm = np.linalg.norm(power, 2)',
    '    if norm == 0:',
    '        print(f"W^{k} is exactly zero")',
    '        break',
    '    log10_scale += np.log10(norm)',
    '    power /= norm',
    '    growth.append(log10_scale)',
    'else:',
    '    print("log10 gain", growth[-1] + steps * np.log10(slope))',
    '',
  ].join('\n');
}
