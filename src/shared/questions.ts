import type { InputsPlace, InputsSummary } from './checkpoint';
import type { DepthAgainstTime } from '../core/depthAgainstTime/depthAgainstTime';
import type { Flow } from '../core/flow/flow';
import type { DepthAgainstTimeRequest } from './depthAgainstTime';
import type { ExcerptRequest, MatrixExcerpt } from './excerpt';
import type { FlowRequest } from './flow';
import type { LyapunovReport, LyapunovRequest } from './lyapunov';
import type { TrainingEpoch, TrainingRequest } from './training';

/** How a panel asks for the inputs that drive its matrix. */
export interface InputsHost {
  /** What the person chose for this matrix, if it is still there and fits. */
  inputs(params: null): Promise<InputsSummary | null>;
  /** Asks for a file; `null` when they chose none. @throws one sentence for a file that does not drive the matrix */
  chooseInputs(params: null): Promise<InputsSummary | null>;
  /** Gaussian inputs again. */
  dropInputs(params: null): Promise<void>;
}

/** What single tabs ask the host beside the model. @throws RangeError's sentence where it cannot be computed. */
export interface QuestionHost {
  flow(request: FlowRequest): Promise<Flow>;
  lyapunov(request: LyapunovRequest): Promise<LyapunovReport>;
  train(request: TrainingRequest): Promise<readonly TrainingEpoch[]>;
  depthAgainstTime(request: DepthAgainstTimeRequest): Promise<DepthAgainstTime>;
  excerpt(request: ExcerptRequest): Promise<MatrixExcerpt>;
}

/** The key of the matrix that a panel shows. */
export interface MatrixKey {
  readonly key: string;
}

/** The person's own inputs, where the request names some. */
export interface DrivenBy {
  readonly place: InputsPlace | null;
}

/** The same questions as the host asks the analysis thread. */
export interface QuestionService {
  flow(request: FlowRequest & MatrixKey & DrivenBy): Promise<Flow>;
  lyapunov(request: LyapunovRequest & MatrixKey & DrivenBy): Promise<LyapunovReport>;
  /** What inputs are, and whether they drive the matrix. @throws one sentence where they do not */
  matrixInputs(request: MatrixKey & { readonly inputs: InputsPlace }): Promise<InputsSummary>;
  train(request: TrainingRequest & MatrixKey): Promise<readonly TrainingEpoch[]>;
  depthAgainstTime(request: DepthAgainstTimeRequest & MatrixKey): Promise<DepthAgainstTime>;
  excerpt(request: ExcerptRequest & MatrixKey): Promise<MatrixExcerpt>;
}
