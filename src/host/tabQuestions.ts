import * as vscode from 'vscode';
import type { InputsPlace, InputsSummary } from '../shared/checkpoint';
import type { InputsHost, QuestionHost } from '../shared/questions';
import type { CallContext, Handlers } from '../shared/rpc';
import type { AnalysisWorker, WorkerCallOptions } from './analysisWorker';
import { Latest } from './latest';
import { chooseInputs, inputsPlace, type InputsChoice, type OwnInputsMemory } from './ownInputs';
import { withProgress } from './progress';

/** What the answers to a panel's tabs need. */
export interface QuestionContext {
  readonly worker: AnalysisWorker;
  /** Names the thread that holds the matrix. */
  readonly subject: string;
  /** The inputs that people chose, and what those of this matrix are remembered by. */
  readonly inputs: OwnInputsMemory;
  readonly remembered: string;
  /** Runs a question with the key and name of the matrix as it stands now. */
  readonly ask: <T>(question: (matrix: { key: string; name: string }) => Promise<T>) => Promise<T>;
}

/**
 * Handlers of the tabs' questions: each goes to the worker, with progress, and can be canceled. Of one question a panel wants
 * the latest answer alone, but for `train`: the epochs of several runs are all wanted.
 */
export function tabQuestions({
  worker,
  subject,
  ask,
  inputs,
  remembered,
}: QuestionContext): Handlers<QuestionHost & InputsHost> {
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
  /** The file behind the name that a page asks for: only one that the person chose. */
  const placeOf = ({ inputs: name }: { readonly inputs: string | null }): Promise<InputsPlace> | null => {
    const chosen = name === null ? null : inputs.get(remembered);
    return chosen && inputsPlace(chosen);
  };
  const summaryOf = (chosen: InputsChoice): Promise<InputsSummary> =>
    ask(async ({ key }) =>
      worker.call('matrixInputs', { key, inputs: await inputsPlace(chosen) }, { subject }),
    );
  return {
    inputs: async () => {
      const chosen = inputs.get(remembered);
      return chosen && (await summaryOf(chosen).catch(() => null));
    },
    chooseInputs: async () => {
      const chosen = await chooseInputs(worker, { subject });
      if (!chosen) return null;
      const summary = await summaryOf(chosen);
      await inputs.set(remembered, chosen);
      return summary;
    },
    dropInputs: () => inputs.set(remembered, null),
    flow: (request, context) =>
      put(
        async (key, options) =>
          worker.call('flow', { ...request, key, place: await placeOf(request) }, options),
        context,
        [latest.begin('flow')],
      ),
    lyapunov: (request, context) =>
      put(
        async (key, options) =>
          worker.call('lyapunov', { ...request, key, place: await placeOf(request) }, options),
        context,
        [latest.begin('lyapunov')],
      ),
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
