import * as l10n from '@vscode/l10n';
import { finite } from '../../core/recurrence/halfLives';
import type { Analysis, Figures } from '../../core/analysis';
import { nowhere, type Location } from '../../core/location';
import type { FindingRecord, Standing } from '../../core/record';
import type { MatrixRecord } from '../../core/recurrence/records';
import { roleName } from '../role/role';
import { sentences } from '../format';
import { explain } from './explanation';
import { remedyText } from './remedy';
import { sensitivityNotes } from './sensitivity';

/** The record of an analysis. A matrix that nothing shows to recur has its figures and no verdict. */
export function toRecord(
  name: string,
  location: Location,
  analysis: Analysis,
  { role, evidence, judged }: Pick<Standing, 'role' | 'evidence' | 'judged'>,
): FindingRecord {
  const { figures, options } = analysis;
  const verdict = judged ? analysis.verdict : null;
  const remedies = verdict ? analysis.remedies : [];
  return {
    kind: 'matrix',
    name,
    role,
    evidence,
    location,
    shape: [figures.rows, figures.columns],
    steps: options.steps,
    stepsFrom: options.stepsFrom ?? 'default',
    activation: options.activation,
    sigmaMax: figures.sigmaMax,
    spectralRadius: figures.spectralRadius?.value ?? null,
    singularValues: figures.singularValues,
    eigenvalues: figures.eigenvalues,
    eigenvalueBounds: figures.eigenvalueBounds,
    log10Growth: verdict && figures.growth,
    log10Gain: verdict?.log10Gain ?? null,
    ...(verdict?.name === 'undetermined' ? { range: verdict.log10Interval } : {}),
    ...(verdict && analysis.sensitivity ? { sensitivity: analysis.sensitivity } : {}),
    peak: verdict?.peak ?? null,
    henrici: figures.henrici,
    halfLife: verdict?.halfLife ?? null,
    methods: figures.methods,
    verdict: verdict?.name ?? null,
    driven: verdict?.driven
      ? {
          inputStd: 1,
          log10Gain: finite(verdict.driven.median),
          range: { low: finite(verdict.driven.low), high: finite(verdict.driven.high) },
          verdict: verdict.driven.name,
        }
      : null,
    severity: verdict?.severity ?? 'none',
    flags: verdict?.flags ?? [],
    rule: verdict?.rule ?? null,
    explanation: sentences([
      explainAnalysis({ ...analysis, verdict }),
      ...(verdict ? sensitivityNotes(analysis.sensitivity) : []),
    ]),
    remedies: remedies.map((remedy) => {
      const { title, action, limits, code } = remedyText(remedy);
      return { name: remedy.name, title, action, limits, numbers: remedy.numbers, code };
    }),
  };
}

/** The record of a matrix of a checkpoint, with its stable rank ‖W‖_F²/σ_max². */
export function toMatrixRecord(
  name: string,
  analysis: Analysis,
  standing: Standing,
  stableRank: number,
): MatrixRecord {
  const record = toRecord(name, nowhere, analysis, standing);
  const { singularValues, verdict, sigmaMax, role } = record;
  const told = verdict !== null || role === 'unknown' || role === 'recurrent';
  return {
    ...record,
    location: null,
    singularValues: singularValues.length > 0 ? singularValues : null,
    stableRank,
    explanation: told
      ? record.explanation
      : l10n.t(
          '{0}: it does not multiply its own output, so it has no verdict; σ_max = {1}, stable rank {2}.',
          roleName(role),
          sigmaMax.toPrecision(4),
          stableRank.toPrecision(3),
        ),
  };
}

/** The sentence of an analysis: its verdict's, or why there is none. */
export function explainAnalysis({ figures, verdict }: Pick<Analysis, 'figures' | 'verdict'>): string {
  if (verdict) return explain(verdict);
  const { rows, columns, sigmaMax } = figures;
  if (rows !== columns) return explainNonSquare(figures);
  return l10n.t(
    'Nothing shows that this {0}×{1} matrix multiplies its own output, so its powers are not judged; σ_max = {2}.',
    rows,
    columns,
    sigmaMax.toPrecision(4),
  );
}

/** The sentence for a non-square matrix. */
export function explainNonSquare({
  rows,
  columns,
  sigmaMax,
}: Pick<Figures, 'rows' | 'columns' | 'sigmaMax'>): string {
  return l10n.t(
    'A {0}×{1} matrix has no powers; its largest singular value is σ_max = {2}.',
    rows,
    columns,
    sigmaMax.toPrecision(4),
  );
}
