import type { DepthAgainstTime } from '../core/depthAgainstTime/depthAgainstTime';
import type { Flow } from '../core/flow/flow';
import type { DepthAgainstTimeRequest } from './depthAgainstTime';
import type { ExcerptRequest, MatrixExcerpt } from './excerpt';
import type { FlowRequest } from './flow';
import type { LyapunovReport, LyapunovRequest } from './lyapunov';
import type { TrainingEpoch, TrainingRequest } from './training';

/** What single tabs ask beside the model, with the type of each question and answer; each is computed in the worker. */
export interface TabQuestions {
  flow: { readonly request: FlowRequest; readonly answer: Flow };
  lyapunov: { readonly request: LyapunovRequest; readonly answer: LyapunovReport };
  train: { readonly request: TrainingRequest; readonly answer: readonly TrainingEpoch[] };
  depthAgainstTime: { readonly request: DepthAgainstTimeRequest; readonly answer: DepthAgainstTime };
  excerpt: { readonly request: ExcerptRequest; readonly answer: MatrixExcerpt };
}
export type TabQuestion = keyof TabQuestions;
export const tabQuestionNames = [
  'flow',
  'lyapunov',
  'train',
  'depthAgainstTime',
  'excerpt',
] as const satisfies readonly TabQuestion[];

/** As the webview asks the host. @throws RangeError's sentence where it cannot be computed. */
export type QuestionHost = {
  [K in TabQuestion]: (request: TabQuestions[K]['request']) => Promise<TabQuestions[K]['answer']>;
};

/** As the host asks the worker: with the key of the panel's matrix. */
export type QuestionService = {
  [K in TabQuestion]: (
    request: TabQuestions[K]['request'] & { readonly key: string },
  ) => Promise<TabQuestions[K]['answer']>;
};
