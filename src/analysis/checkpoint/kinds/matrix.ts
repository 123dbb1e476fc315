import * as l10n from '@vscode/l10n';
import { analyze } from '../../../core/analyze';
import { heatMapOf } from '../../../core/heatMap';
import type { Analysis, AnalysisOptions } from '../../../core/analysis';
import type { Matrix, Progress } from '../../../core/linalg/matrix';
import { nowhere } from '../../../core/location';
import { quickFigures } from '../../../core/quickFigures';
import type { LoneMatrix } from '../../../core/recurrence/layout/layout';
import { decideRole, type RoleDecision } from '../../../core/role/decide';
import { structuralVetoes } from '../../../core/role/structure';
import { withSensitivity } from '../../../core/sensitivity';
import { precisionOfType } from '../../../core/storedPrecision';
import { matrixLabel } from '../../../present/matrix/label';
import { toMatrixRecord } from '../../../present/matrix/record';
import { standingOf } from '../../../present/role/standing';
import { figuresAlone, stableRank } from '../matrixFigures';
import { figuresOf, firstFigures, maxOrderInFull } from '../quick';
import type { ItemKind } from './kind';

/** Matrices by themselves: recurrent by their names or because somebody asks; others have figures and no verdict. */
export const matrix: ItemKind<'matrix'> = {
  describe({ name, shape, role }) {
    const { what, size } = matrixLabel(shape, role);
    return { name, what, size, layer: null, tensors: [name] };
  },
  traits: () => '',
  limit: { isWithin: ({ shape }, budget) => budget.takeSpectrum(shape[0]!), note: noteOf },
  isNamed: ({ name }, asked) => name === asked,
  async quick(found, checkpoint, progress) {
    if (found.shape[0]! <= maxOrderInFull) {
      return figuresOf(await this.full(found, checkpoint, progress), null);
    }
    const read = await checkpoint.matrix(found.name);
    const walked = checkpoint.walked();
    const { verdict, log10Gain } = quickFigures(read, walked, progress);
    return firstFigures(decisionOn(found, read).judged ? verdict : null, log10Gain, walked.steps, null);
  },
  async full(found, checkpoint, progress) {
    const read = await checkpoint.matrix(found.name);
    const decision = decisionOn(found, read);
    const analysis = analysisOf(found, read, decision, checkpoint.walked(), progress);
    const standing = standingOf(decision, () => nowhere);
    return toMatrixRecord(found.name, analysis, standing, stableRank(read, analysis.figures.sigmaMax));
  },
  async detail(found, checkpoint, _reading, progress) {
    const { name } = found;
    const read = await checkpoint.matrix(name);
    const decision = decisionOn(found, read);
    return {
      kind: 'matrix',
      name,
      reason: standingOf(decision, () => nowhere).reason,
      analysis: analysisOf(found, read, decision, checkpoint.walked(), progress),
      heatMap: heatMapOf(read),
    };
  },
};

function analysisOf(
  { dtype }: LoneMatrix,
  read: Matrix,
  { judged }: RoleDecision,
  options: AnalysisOptions,
  progress?: Progress,
): Analysis {
  if (!judged) return figuresAlone(read, options, progress);
  return withSensitivity(analyze(read, options, progress), read, precisionOfType(dtype, read), progress);
}

/** The role of a matrix once its entries are read: what they say against a recurrence counts too. */
function decisionOn({ name, dtype, role, evidence }: LoneMatrix, read: Matrix): RoleDecision {
  const written = { name, floating: /^(?:B?F|float|double)/i.test(dtype) };
  const vetoes = structuralVetoes(read, written).map((kind) => ({ kind }));
  const decision = decideRole(evidence, vetoes, role);
  return decision.judged ? decision : { ...decision, role, evidence: [] };
}

function noteOf([first = '', ...more]: readonly string[]): string {
  return more.length === 0
    ? l10n.t('{0} is large and was not read; --tensor NAME analyzes it', first)
    : l10n.t(
        '{0} and {1} more large recurrent matrices were not read; --tensor NAME analyzes one',
        first,
        more.length,
      );
}
