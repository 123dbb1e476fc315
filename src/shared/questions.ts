import type { DepthAgainstTime } from '../core/depthAgainstTime/depthAgainstTime';
import type { Flow } from '../core/flow/flow';
import type { DepthAgainstTimeRequest } from './depthAgainstTime';
import type { ExcerptRequest, MatrixExcerpt } from './excerpt';
import type { FlowRequest } from './flow';
import type { LyapunovReport, LyapunovRequest } from './lyapunov';
import type { TrainingEpoch, TrainingRequest } from './training';

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

/** The same questions as the host asks the analysis thread. */
export interface QuestionService {
  flow(request: FlowRequest & MatrixKey): Promise<Flow>;
  lyapunov(request: LyapunovRequest & MatrixKey): Promise<LyapunovReport>;
  train(request: TrainingRequest & MatrixKey): Promise<readonly TrainingEpoch[]>;
  depthAgainstTime(request: DepthAgainstTimeRequest & MatrixKey): Promise<DepthAgainstTime>;
  excerpt(request: ExcerptRequest & MatrixKey): Promise<MatrixExcerpt>;
}
