import * as l10n from '@vscode/l10n';
import type { Analysis, AnalysisOptions } from '../../core/analysis';
import type { RecurrentConfig } from '../../core/config/recurrentConfig';
import type { Progress, Matrix } from '../../core/linalg/matrix';
import { withSensitivity } from '../../core/sensitivity';
import { pythonScript } from '../../present/matrix/pythonScript';
import { withGrowth } from '../../core/remedies';
import { decisionWhenAsked } from '../../core/role/decide';
import { readName } from '../../core/role/names';
import { detectableLanguages, type DetectableLanguage, type Detection } from '../../detect/candidate';
import { mentionsRecurrence } from '../../detect/evidence/mentions';
import { rewriteMatrix } from '../../detect/edits/rewrite';
import { RewriteError } from '../../detect/edits/rewriteError';
import { coalesce } from '../../core/textEdit';
import { detectLazily } from '../../detect/lazy';
import type { DetectOptions } from '../../detect/options';
import { loadEvaluator } from '../../detect/loadEvaluator';
import { writtenPrecision } from '../../detect/writtenPrecision';
import { worthReading } from '../../detect/worthReading';
import { boundedSingularValues, type SpectrumGrowth } from '../../core/spectrumGrowth';
import type { PanelModel } from '../../shared/panel';
import type {
  AnalysisService,
  DocumentReport,
  DocumentRequest,
  Finding,
  Limits,
  Problem,
  RewriteParams,
  Rewritten,
  Written,
} from '../../shared/service';
import { cellFinding } from './cellFinding';
import { cellsOf, type FoundCell } from './cells';
import { configFindings } from './configAnalysis';
import { MatrixCache } from './matrixCache';
import { summaryOf } from './summary';
import { weightsOf, type Weight } from './weights';

/** Largest single matrix read from a text, in entries; a 2048 × 2048 matrix is some 80 MB of JSON. */
const maxEntries = 4 * 1024 * 1024;
/** At most this many steps of the singular values' growth are sent to a chart. */
const maxChartSteps = 240;
/** At most this many curves are drawn; beyond, the largest half and then evenly. */
const maxChartCurves = 96;
/** All singular values of every power cost about 30 n³ per step; above this the panel shows ‖Wᵏ‖ alone. */
const maxSpectrumWork = 2e11;
/** A singular value that may be off by more decades than these is not shown. */
const hidden = 0.1;

/** A matrix in a document with all that was computed of it; `null` where it was not analyzed unasked. */
export interface AnalyzedMatrix extends Omit<Finding, 'summary'> {
  readonly analysis: Analysis | null;
}

/** What is asked of a matrix that is held. */
type MatrixQuestion = Written & { readonly key: string; readonly options: AnalysisOptions };

/** What is analyzed, before it is. */
type Subject = Omit<AnalyzedMatrix, 'shape' | 'key' | 'analysis'> & { readonly matrix: Matrix };

/** A document's report with every figure. */
export type FullReport = Omit<DocumentReport, 'findings'> & { readonly findings: readonly AnalyzedMatrix[] };

/** The analysis of documents, expressions and matrices, the same for the editor's worker and the command line. */
export class DocumentAnalysis {
  private readonly cache = new MatrixCache();

  /** Reads a document and analyzes every matrix within the limits. Canceled when `progress` throws. */
  document(request: DocumentRequest, progress?: Progress): Promise<DocumentReport> {
    return this.read(request, inSummary, progress);
  }

  /** The same with every figure, for those who print them. */
  documentInFull(request: DocumentRequest, progress?: Progress): Promise<FullReport> {
    const literalOf = ({ range, derived, options }: AnalyzedMatrix): string | null =>
      derived && !options.leak ? null : request.text.slice(range.start, range.end);
    const inFull = (matrix: AnalyzedMatrix): AnalyzedMatrix => {
      const { key, analysis } = matrix;
      return analysis && matrix.decision.judged
        ? { ...matrix, analysis: this.withDigits(analysis, key, literalOf(matrix), progress) }
        : matrix;
    };
    return this.read(request, inFull, progress);
  }

  /** Evaluates a matrix expression and analyzes the result. */
  async expression(
    { source, options, limits }: { source: string; options: AnalysisOptions; limits: Limits },
    progress?: Progress,
  ): Promise<Finding> {
    const matrix = (await loadEvaluator()).matrix(source);
    const range = { start: 0, end: source.length };
    return inSummary(this.whenAsked({ name: source.trim(), range, matrix, options }, limits, progress));
  }

  /** Analyzes numbers that stand in no text. */
  values(
    { name, matrix, options, limits }: Parameters<AnalysisService['values']>[0],
    progress?: Progress,
  ): Finding {
    const range = { start: 0, end: 0 };
    return inSummary(this.whenAsked({ name, range, matrix, options }, limits, progress));
  }

  /** Everything the panel shows, without its place in a file. */
  panel(
    asked: MatrixQuestion,
    progress: Progress = () => undefined,
  ): Pick<PanelModel, 'analysis' | 'spectrum'> {
    const { key, options } = asked;
    const analysis = this.analysis(asked, (done) => {
      progress(done / 3);
    });
    const w = this.cache.matrix(key);
    const remedies = withGrowth(analysis.remedies, w, options.steps, (done) => {
      progress((1 + done) / 3);
    });
    const spectrum = analysis.verdict
      ? this.spectrum(key, analysis.figures.growth ?? [], (done) => {
          progress((2 + done) / 3);
        })
      : null;
    return { analysis: { ...analysis, remedies }, spectrum };
  }

  /** All figures of a matrix. @throws UnknownMatrixError when it is no longer held. */
  analysis({ key, options, literal }: MatrixQuestion, progress?: Progress): Analysis {
    return this.withDigits(this.cache.analysis(key, options, progress), key, literal, progress);
  }

  /** How far a verdict holds within the last digits of the text that its matrix stands in. */
  private withDigits(
    analysis: Analysis,
    key: string,
    literal: string | null | undefined,
    progress?: Progress,
  ): Analysis {
    if (literal == null || !analysis.verdict) return analysis;
    const w = this.cache.matrix(key);
    return withSensitivity(analysis, w, writtenPrecision(literal, w, analysis.options.leak), progress);
  }

  /** @throws UnknownMatrixError when it is no longer held. */
  matrix(key: string): Matrix {
    return this.cache.matrix(key);
  }

  /** A numpy script that reproduces the figures. */
  python({ key, name, options }: { key: string; name: string; options: AnalysisOptions }): string {
    return pythonScript(name, this.cache.matrix(key), options);
  }

  /** The edits that reshape a matrix in its text, and what it is afterward. */
  async rewrite(params: RewriteParams, progress: Progress = () => undefined): Promise<Rewritten> {
    const { text, range, reshape, precision, maxEdits: mostEdits } = params;
    const languageId = detectableLanguages.find((language) => language === params.languageId);
    if (!languageId) throw new RewriteError(l10n.t('Matrices in {0} are not read.', params.languageId));
    const request = { text, languageId, range, reshape, precision, maxEntries, progress };
    const { edits, spectralRadius, sigmaMax } = await rewriteMatrix(request);
    return { edits: coalesce(text, edits, mostEdits), spectralRadius, sigmaMax };
  }

  private async read<Told>(
    request: DocumentRequest,
    tell: (matrix: AnalyzedMatrix) => Told,
    progress: Progress = () => undefined,
  ): Promise<Omit<DocumentReport, 'findings'> & { readonly findings: readonly Told[] }> {
    const { text, languageId, limits, asked = false, context = [], following = [] } = request;
    progress(0);
    const language = detectableLanguages.find((candidate) => candidate === languageId);
    const detection = await readDocument(text, language, { before: context, after: following }, progress);
    const read = language ? weightsOf(text, language, detection, request.options) : [];
    const cells = language ? cellsOf(text, language, detection, read, request.options) : [];
    const weights = withoutMembers(read, cells);
    return {
      findings: weights.map(({ candidate: { name, range }, matrix, ...weight }, i) => {
        const share = (done: number): void => {
          progress((i + done) / weights.length);
        };
        share(0);
        const wanted = asked || weight.decision.judged;
        return tell(this.analyzed({ name, range, matrix, ...weight }, wanted, limits, share));
      }),
      cells: cells.map((cell) => cellFinding(cell, limits, progress)),
      mentionsRecurrence: weights.length > 0 && mentionsRecurrence(text),
      problems: detection.problems.filter((problem) => isWorthSaying(problem, language)),
      trainingLoops: detection.training,
      configs: configFindings(text, languageId, unweighted(detection.configs, cells), request.options, progress), // prettier-ignore
      memoryKeys: detection.memoryKeys,
    };
  }

  private whenAsked(
    subject: Pick<Subject, 'name' | 'range' | 'matrix' | 'options'>,
    limits: Limits,
    progress?: Progress,
  ): AnalyzedMatrix {
    const { rows, columns } = subject.matrix;
    const decision = decisionWhenAsked(rows === columns);
    return this.analyzed({ ...subject, decision, derived: false }, true, limits, progress);
  }

  private analyzed(
    { matrix, ...subject }: Subject,
    wanted: boolean,
    limits: Limits,
    progress?: Progress,
  ): AnalyzedMatrix {
    const { rows, columns } = matrix;
    const key = this.cache.add(matrix);
    const within = wanted && Math.max(rows, columns) <= limits.size;
    const analysis = within ? this.cache.analysis(key, subject.options, progress) : null;
    return { ...subject, shape: [rows, columns], key, analysis };
  }

  private spectrum(key: string, growth: readonly (number | null)[], progress: Progress): SpectrumGrowth {
    const w = this.cache.matrix(key);
    const steps = evenly(growth.length, maxChartSteps).map((i) => i + 1);
    if (30 * w.rows ** 3 * growth.length > maxSpectrumWork) {
      return { steps, curves: [steps.map((k) => growth[k - 1] ?? null)], indices: [0], total: w.rows };
    }
    const indices = evenly(w.rows, maxChartCurves);
    const { log10: bySteps, errorBounds } = boundedSingularValues(w, steps, indices, progress);
    const curves = indices.map((i, which) => {
      const end = errorBounds.findIndex((bounds) => i > 0 && bounds[which]! > hidden);
      return bySteps.slice(0, end === -1 ? bySteps.length : end).map((values, at) => {
        // ‖Wᵏ‖ is known better from its own computation than from the factors of all singular values.
        const norm = growth[steps[at]! - 1] ?? null;
        const log10 = values[i]!;
        return i === 0 || norm === null ? norm : log10 === -Infinity ? null : Math.min(log10, norm);
      });
    });
    return { steps, curves, indices, total: w.rows };
  }
}

/** The matrices of a text, where those of a cell are not judged by themselves: their powers do not occur. */
function withoutMembers(
  weights: readonly Weight[],
  cells: readonly FoundCell[],
): readonly (Weight & Pick<Finding, 'cell'>)[] {
  const names = new Map(cells.flatMap(({ members, cell }) => members.map((index) => [index, cell.name])));
  return weights.map((weight, i) => {
    const cell = names.get(i);
    return cell === undefined ? weight : { ...weight, decision: { ...weight.decision, judged: false }, cell };
  });
}

/** A config whose weights stand beside it is past its start: the cell is judged and not predicted. */
function unweighted(configs: readonly RecurrentConfig[], cells: readonly FoundCell[]): RecurrentConfig[] {
  return configs.filter(
    ({ fields, code }) =>
      code ||
      !cells.some(
        ({ cell }) => cell.cell === fields.cell?.value && cell.hiddenSize === fields.hiddenSize?.value,
      ),
  );
}

function inSummary({ analysis, ...matrix }: AnalyzedMatrix): Finding {
  return { ...matrix, summary: analysis && summaryOf(analysis) };
}

/** Up to `maxCount` indices of 0…count−1, evenly spread, with both ends. */
function evenly(count: number, maxCount: number): number[] {
  const shown = Math.min(count, maxCount);
  return Array.from({ length: shown }, (_, i) =>
    shown === 1 ? 0 : Math.round((i * (count - 1)) / (shown - 1)),
  );
}

/** In code, arrays of any shape and content are normal: only what is named like recurrent weights is worth a word. */
function isWorthSaying({ name }: Problem, language: DetectableLanguage | undefined): boolean {
  const isCode = language === 'python' || language === 'matlab' || language === 'julia';
  return !isCode || readName(name)?.role === 'recurrent';
}

async function readDocument(
  text: string,
  language: DetectableLanguage | undefined,
  cells: NonNullable<DetectOptions['cells']>,
  progress: Progress,
): Promise<Detection> {
  if (!language || !worthReading(text, language))
    return {
      matrices: [],
      tensors: [],
      lists: [],
      problems: [],
      training: [],
      configs: [],
      memoryKeys: [],
      lengths: [],
    };
  return detectLazily(text, language, { maxEntries, cells, progress });
}
