import * as vscode from 'vscode';
import type { QuestionHost } from '../shared/questions';
import type { CallContext, Handlers } from '../shared/rpc';
import type { AnalysisWorker, WorkerCallOptions } from './analysisWorker';
import { Latest } from './latest';
import { withProgress } from './progress';

/** What the answers to a panel's tabs need. */
export interface QuestionContext {
  readonly worker: AnalysisWorker;
  /** Names the thread that holds the matrix. */
  readonly subject: string;
  /** Runs a question with the key and name of the matrix as it stands now. */
  readonly ask: <T>(question: (matrix: { key: string; name: string }) => Promise<T>) => Promise<T>;
}

/**
 * Handlers of the tabs' questions: each goes to the worker, with progress, and can be canceled. Of one question a panel wants
 * the latest answer alone, but for `train`: the epochs of several runs are all wanted.
 */
export function tabQuestions({ worker, subject, ask }: QuestionContext): Handlers<QuestionHost> {
  const latest = new Latest<keyof QuestionHost>();
  const put = <T>(
    question: (key: string, options: WorkerCallOptions) => Promise<T>,
    { progress }: CallContext,
    superseded: readonly AbortSignal[] = [],
  ): Promise<T> =>
    ask(({ key, name }) =>
      withProgress(vscode.l10n.t('Gradient Lens: computing for {0}', name), (canceled, onProgress) =>
        question(key, {
          signal: AbortSignal.any([...superseded, canceled]),
          subject,
          onProgress: (done) => {
            onProgress(done);
            progress(done);
          },
        }),
      ),
    );
  return {
    flow: (request, context) =>
      put((key, options) => worker.call('flow', { ...request, key }, options), context, [
        latest.begin('flow'),
      ]),
    lyapunov: (request, context) =>
      put((key, options) => worker.call('lyapunov', { ...request, key }, options), context, [
        latest.begin('lyapunov'),
      ]),
    train: (request, context) =>
      put((key, options) => worker.call('train', { ...request, key }, options), context),
    depthAgainstTime: (request, context) =>
      put((key, options) => worker.call('depthAgainstTime', { ...request, key }, options), context, [
        latest.begin('depthAgainstTime'),
      ]),
    excerpt: (request, context) =>
      put((key, options) => worker.call('excerpt', { ...request, key }, options), context, [
        latest.begin('excerpt'),
      ]),
  };
}
