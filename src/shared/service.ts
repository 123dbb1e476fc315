import type { TextRange } from '../core/textRange';
import type { Analysis, AnalysisOptions, Growth } from '../core/analysis';
import type { Remedy } from '../core/remedies';
import type { Verdict } from '../core/verdict';
import type { RoleDecision } from '../core/role/decide';
import type { Matrix } from '../core/linalg/matrix';
import type { MonitorModel, MonitorRequest } from './monitor';
import type { Reshape } from '../core/reshape';
import type { TextEdit } from '../core/textEdit';
import type { CheckpointPlace, CheckpointService } from './checkpoint';
import type { MemoryKey } from '../core/config/initialMemory';
import type { Placed, RecurrentConfig } from '../core/config/recurrentConfig';
import type { ConfigChanges } from '../core/config/setup';
import type { ConfigEdits, ConfigFinding, PredictionModel } from './config';
import type { CellRecord, CheckpointRecord, UnrecognizedRecord } from '../core/recurrence/records';
import type { PanelModel } from './panel';
import type { MatrixKey, QuestionService } from './questions';
import type { RunRequest, RunWithCurve } from './runs';

/** Sizes above which work is not begun unasked. */
export interface Limits {
  /** Largest n of an n × n matrix that is analyzed unasked. */
  readonly size: number;
}

/** A document to read; `options.steps` gives way to the sequence length that the text itself names. */
export interface DocumentRequest {
  readonly text: string;
  /** The texts of the cells before this one in a notebook, in its language and in their order: what they bind holds here. */
  readonly context?: readonly string[];
  /** Those of the cells behind it: what trains a model may stand there. */
  readonly following?: readonly string[];
  readonly languageId: string;
  readonly options: AnalysisOptions;
  readonly limits: Limits;
  /** Whether a person asked for the figures of every matrix, also of those that nothing shows to recur. */
  readonly asked?: boolean;
}

/** A matrix in a document and what was found of it. */
export interface Finding {
  readonly name: string;
  readonly range: TextRange;
  readonly shape: readonly [number, number];
  /** What it is in its network, and what shows it; only one that is judged is spoken of unasked. */
  readonly decision: RoleDecision;
  /** Hash of what recurs: the matrix after its changes, or the Jacobian of a leaky step. The key to ask for more about it. */
  readonly key: string;
  /** Whether what recurs differs from what is written out, so that no edit of the literal reaches a target. */
  readonly derived: boolean;
  /** The cell that it is a part of, which is found in its place. */
  readonly cell?: string;
  /** Horizon, activation and thresholds that hold for it. */
  readonly options: AnalysisOptions;
  /** `null` when it was not analyzed unasked: nothing shows that it recurs, or it is over the limit. */
  readonly summary: MatrixSummary | null;
}

/** A recurrent cell whose tensors stand in a document, and what was found of it. */
export interface CellFinding {
  /** Of its module, or of its recurrent weights where they stand at the top level. */
  readonly name: string;
  /** Of its recurrent weights, the first where there is a matrix a gate. */
  readonly range: TextRange;
  /** H. */
  readonly size: number;
  readonly decision: RoleDecision;
  readonly options: AnalysisOptions;
  /** As a checkpoint's; `null` where it is over the limit and was not analyzed unasked. */
  readonly record: CellRecord | null;
}

/** What hover, lens, squiggle and status bar say of a matrix. Its size is bounded; curves and spectra are asked for by key. */
export interface MatrixSummary {
  readonly sigmaMax: number;
  /** The largest singular values, descending; as many as a hover names. */
  readonly largestSigmas: readonly number[];
  /** `null` for a non-square matrix, which has no powers. */
  readonly verdict: Verdict | null;
  /** log10 of the gain at up to 40 steps from 1 to the horizon, evenly spread; `null` for a non-square matrix. */
  readonly log10Gains: Growth | null;
  /** The most direct first. */
  readonly remedies: readonly Remedy[];
}

/** The matrices of a report that something shows to recur. */
export const judgedOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ decision }) => decision.judged);

/** Why something that looks like a matrix was not analyzed. */
export interface Problem {
  readonly kind: string;
  readonly name: string;
  readonly range: TextRange;
  readonly message: string;
}

/** What shows that the model of a training recurs: a layer, a state that is fed back, a name, a word that chooses a cell. */
export interface TrainingEvidence {
  readonly kind: 'constructor' | 'feedback' | 'name' | 'config';
  readonly what: string;
  /** `null` where it stands in another cell of a notebook. */
  readonly range: TextRange | null;
}

/** A loop, an optimizer or a layer of a training script, and the edits that tame its gradients. */
export interface TrainingLoop {
  readonly kind: string;
  /** Who runs the training: `pytorch`, `keras`, … */
  readonly framework: string;
  readonly name: string;
  /** Where the edits are offered. */
  readonly range: TextRange;
  /** What an underline marks. */
  readonly mark: TextRange;
  /** What the edits do, as the title of an action. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** What shows that a recurrent model is trained, where there is a concern. */
  readonly evidence: TrainingEvidence | null;
  /** What is risky as it stands; `null` where the edits are merely a possibility. */
  readonly concern: string | null;
}

export interface DocumentReport {
  readonly findings: readonly Finding[];
  /** Cells that several of the text's tensors make up; the matrices among these are not judged by themselves. */
  readonly cells: readonly CellFinding[];
  readonly problems: readonly Problem[];
  /** Whether the text speaks of recurrences at all: elsewhere a matrix without a role is left alone. */
  readonly mentionsRecurrence: boolean;
  /** What can be done for the gradients in a training script. */
  readonly trainingLoops: readonly TrainingLoop[];
  /** The recurrent networks and the clipping that a config describes. */
  readonly configs: readonly ConfigFinding[];
  /** Keys of a model's config that imply how far back it remembers. */
  readonly memoryKeys: readonly Placed<MemoryKey>[];
}

/** The report of a text that holds nothing. */
export const emptyReport: DocumentReport = {
  findings: [],
  cells: [],
  problems: [],
  mentionsRecurrence: false,
  trainingLoops: [],
  configs: [],
  memoryKeys: [],
};

/** How a matrix is to be rewritten where it stands. */
export interface RewriteParams {
  readonly text: string;
  readonly languageId: string;
  /** The range of its finding in that text. */
  readonly range: TextRange;
  readonly reshape: Reshape;
  /** As many digits as the literal has (at least four), or all that a double takes. */
  readonly precision: Precision;
  /** More edits than this are joined; one edit a number otherwise. */
  readonly maxEdits: number;
}

export type Precision = 'literal' | 'float64';

/** The edits, and the figures of the matrix as rewritten, after rounding. */
export interface Rewritten {
  readonly edits: readonly TextEdit[];
  /** `null` for a matrix that is not square. */
  readonly spectralRadius: number | null;
  readonly sigmaMax: number;
}

/** What was found in a checkpoint. */
export interface CheckpointFindings {
  /** What the file is, in one line. */
  readonly overview: string;
  readonly findings: readonly CheckpointRecord[];
  /** Tensors with a telling name and the wrong shape. */
  readonly unrecognized: readonly UnrecognizedRecord[];
  /** Why something was not analyzed, a sentence each. */
  readonly errors: readonly string[];
  /** What was not analyzed unasked, and how to ask. */
  readonly notes: readonly string[];
  /** There is no such tensor. */
  readonly unreadable: boolean;
}

/** A checkpoint that is opened for one answer. */
export interface CheckpointRequest {
  readonly place: CheckpointPlace;
  readonly options: AnalysisOptions;
  /** The one tensor (or module) to analyze; `null` for all. */
  readonly tensor: string | null;
}

/** English texts → texts in the person's language, with `{0}` where values go. */
export type Texts = Readonly<Record<string, string>>;

/** The text that a matrix stands in number by number, where its digits are to tell how far the verdict holds. */
export interface Written {
  readonly literal?: string | null;
}

/** What the worker does for the extension host. */
export interface AnalysisService extends QuestionService, CheckpointService {
  /** The language to answer in, before the first call. */
  texts(texts: Texts): void;
  /** Reads a document and analyzes every matrix within the limits. */
  document(request: DocumentRequest): Promise<DocumentReport>;
  /** Evaluates a matrix expression of the command palette, such as `0.9 * identity(64)`. */
  expression(params: {
    readonly source: string;
    readonly options: AnalysisOptions;
    readonly limits: Limits;
  }): Promise<Finding>;
  /** Analyzes numbers that stand in no text, such as a variable of a debugged program. */
  values(params: {
    readonly name: string;
    readonly matrix: Matrix;
    readonly options: AnalysisOptions;
    readonly limits: Limits;
  }): Promise<Finding>;
  /**
   * Everything the panel shows of a matrix met before.
   * @throws UnknownMatrixError when the worker no longer has it: read the document again.
   */
  panel(
    params: MatrixKey & Written & { readonly options: AnalysisOptions },
  ): Promise<Pick<PanelModel, 'analysis' | 'spectrum'>>;
  /**
   * All figures of a matrix met before.
   * @throws UnknownMatrixError as `panel` does
   */
  analysis(params: MatrixKey & Written & { readonly options: AnalysisOptions }): Promise<Analysis>;
  /**
   * The recurrences of a checkpoint.
   * @throws FormatError with a sentence for people, where it cannot be opened.
   */
  checkpoint(request: CheckpointRequest): Promise<CheckpointFindings>;
  /** A numpy script that reproduces the figures. */
  python(params: {
    readonly key: string;
    readonly name: string;
    readonly options: AnalysisOptions;
  }): Promise<string>;
  /** Reads what was appended to a training log and judges all of it. */
  monitor(request: MonitorRequest): Promise<MonitorModel>;
  /** Reads a log and judges it as one of many runs; `null` where it holds no norms. */
  run(request: RunRequest): Promise<RunWithCurve[]>;
  /** Forgets a log that nobody looks at any more. */
  monitorClosed(params: { readonly key: string }): null;
  /**
   * The edits that reshape a matrix in its text.
   * @throws RewriteError or RangeError with a sentence for people, where that cannot be done.
   */
  rewrite(params: RewriteParams): Promise<Rewritten>;
  /** What a config would lead to with some of its values changed; `null` takes a value back. */
  prediction(params: {
    readonly config: RecurrentConfig;
    readonly changes: ConfigChanges;
    readonly options: AnalysisOptions;
    /** Whether to follow every draw over the steps, not the first alone. */
    readonly band?: boolean;
  }): Promise<PredictionModel>;
  /** The edits of the text that make changes to a config true, by field; a field that no edit makes so is left out. */
  configEdits(params: {
    readonly text: string;
    readonly languageId: string;
    /** Which of the text's configs. */
    readonly index: number;
    readonly changes: ConfigChanges;
  }): Promise<ConfigEdits>;
}

/** The worker does not hold that matrix (any more). */
export class UnknownMatrixError extends Error {
  override readonly name = 'UnknownMatrixError';
}
