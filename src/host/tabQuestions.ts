import * as vscode from 'vscode';
import type { CallContext } from '../shared/rpc';
import {
  tabQuestionNames,
  type QuestionHost,
  type TabQuestion,
  type TabQuestions,
} from '../shared/questions';
import type { AnalysisWorker } from './analysisWorker';
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

/** Of these a panel wants the latest answer alone; the epochs of several runs are all wanted. */
const superseding: readonly TabQuestion[] = ['flow', 'lyapunov', 'depthAgainstTime', 'excerpt'];

/** Handlers of the tabs' questions: each goes to the worker, with progress, and can be canceled. */
export function tabQuestions({ worker, subject, ask }: QuestionContext): QuestionHost {
  const latest = new Latest<TabQuestion>();
  const handler =
    <K extends TabQuestion>(question: K) =>
    (request: TabQuestions[K]['request'], context?: CallContext): Promise<TabQuestions[K]['answer']> => {
      const superseded = superseding.includes(question) ? [latest.begin(question)] : [];
      return ask(({ key, name }) =>
        withProgress(vscode.l10n.t('Gradient Lens: computing for {0}', name), (canceled, onProgress) => {
          const params = { ...request, key } as Parameters<typeof worker.call<K>>[1];
          return worker.call(question, params, {
            signal: AbortSignal.any([...superseded, canceled]),
            subject,
            onProgress: (done) => {
              onProgress(done);
              context?.progress(done);
            },
          });
        }),
      );
    };
  return Object.fromEntries(tabQuestionNames.map((name) => [name, handler(name)])) as unknown as QuestionHost;
}
