import type { TextRange } from '../../core/textRange';
import * as l10n from '@vscode/l10n';
import { kernels } from '../../core/kernels/choose';
import { sigmaMax } from '../../core/kernels/sigmaMax';
import type { Progress, Matrix } from '../../core/linalg/matrix';
import { spectralRadius } from '../../core/linalg/spectralRadius';
import { factorOf, reshaped, type Reshape } from '../../core/reshape';
import type { DetectableLanguage, MatrixCandidate } from '../candidate';
import { detectLazily } from '../lazy';
import type { Precision } from './digits';
import { literalEdits } from './literal';
import { pythonExpressionEdits } from './pythonExpression';
import { relationTo, writtenFor } from './relation';
import { RewriteError } from './rewriteError';
import { applyEdits, type TextEdit } from '../../core/textEdit';

/** How a matrix in a text is to be rewritten. */
export interface RewriteRequest {
  readonly text: string;
  readonly languageId: DetectableLanguage;
  /** The range of the candidate, as `detect` gives it. */
  readonly range: TextRange;
  readonly reshape: Reshape;
  readonly precision: Precision;
  readonly maxEntries: number;
  readonly progress?: Progress;
}

/** The edits, and what the rewritten text holds: the figures after rounding, not those asked for. */
export interface Rewrite {
  readonly edits: readonly TextEdit[];
  readonly name: string;
  /** ρ of the matrix as rewritten; `null` for a matrix that is not square. */
  readonly spectralRadius: number | null;
  readonly sigmaMax: number;
}

/** Integer arrays would cut the new numbers off. */
const integerType =
  /dtype\s*=\s*['"\w.]*\bu?int\d*\b|\b(?:Int|Long|Short)Tensor\b|astype\(\s*['"\w.]*\bu?int\d*\b|\bU?Int\d*\s*\[/;
/** The rewritten matrix is where it should be to within the rounding of four digits. */
const tolerance = 2e-3;

/**
 * Rewrites a matrix where it stands. The rewritten text is read again, so that edits which do not give the matrix
 * that was asked for are never returned.
 * @throws RewriteError, or RangeError from the reshape, each with a sentence; and what `progress` throws.
 */
export async function rewriteMatrix(request: RewriteRequest): Promise<Rewrite> {
  const { text, range, reshape, progress } = request;
  const candidate = await candidateAt(text, range.start, request);
  if (candidate?.range.end !== range.end) {
    throw new RewriteError(
      l10n.t('The matrix is no longer where it was; try again on the text as it stands.'),
    );
  }
  const target = reshaped(candidate.matrix, reshape, progress);
  for (const edits of ways(request, candidate, target)) {
    const source = text.slice(range.start, range.end);
    if (integerType.test(source) && !target.data.every(Number.isInteger)) {
      throw new RewriteError(
        l10n.t(
          'The array has an integer type, which would cut the new numbers off; make it a float array first.',
        ),
      );
    }
    const after = await candidateAt(applyEdits(text, edits), range.start, request);
    if (!after || !isNear(after.matrix, target)) continue;
    return { edits, name: candidate.name, ...figures(after.matrix, progress) };
  }
  throw new RewriteError(
    l10n.t('No edit of this expression gives the matrix that was asked for; write the matrix out first.'),
  );
}

/** The edits to try, the ones that keep most of the text first. */
function* ways(
  { text, languageId, range, reshape, precision, progress }: RewriteRequest,
  { matrix, written }: MatrixCandidate,
  target: Matrix,
): Generator<TextEdit[]> {
  const relation = written && relationTo(written.matrix, matrix);
  if (relation) yield literalEdits(text, written, writtenFor(target, relation), precision);
  if (languageId !== 'python') return;
  const factor = factorOf(matrix, reshape, progress);
  const expression = text.slice(range.start, range.end);
  const edits = pythonExpressionEdits(expression, { factor, matrix: target }, precision);
  yield edits.map(({ start, end, newText }) => ({
    start: start + range.start,
    end: end + range.start,
    newText,
  }));
}

async function candidateAt(
  text: string,
  start: number,
  { languageId, maxEntries, progress }: RewriteRequest,
): Promise<MatrixCandidate | undefined> {
  const options = { maxEntries, keepPlaces: true, ...(progress ? { progress } : {}) };
  const { matrices } = await detectLazily(text, languageId, options);
  return matrices.find((candidate) => candidate.range.start === start);
}

function isNear(a: Matrix, b: Matrix): boolean {
  const largest = b.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const alike = a.rows === b.rows && a.columns === b.columns;
  return alike && a.data.every((x, k) => Math.abs(x - b.data[k]!) <= tolerance * largest);
}

function figures(w: Matrix, progress?: Progress): Pick<Rewrite, 'spectralRadius' | 'sigmaMax'> {
  const square = w.rows === w.columns;
  const options = progress ? { progress } : {};
  return {
    spectralRadius: square ? spectralRadius(w, kernels().eigenvalues(w, progress), options).value : null,
    sigmaMax: sigmaMax(w, progress).value,
  };
}
