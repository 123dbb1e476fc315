import * as l10n from '@vscode/l10n';
import type { PanelHost, PanelModel } from '../../src/shared/panel';
import type { QuestionHost } from '../../src/shared/questions';
import type { ParamsOf, ResultOf } from '../../src/shared/rpc';
import { h, setText } from '../ui/dom';
import { ErrorBar } from '../ui/errorBar';
import { Loader } from '../ui/loader';
import type { Host } from './host';

/** A field sends many values in a second: only the one it rests at is worth an answer. */
const restMs = 120;

/** A tab's question to the worker: asked anew when the matrix or the request changed; the latest answer counts. */
export class Question<K extends keyof QuestionHost> {
  private asked: { readonly model: PanelModel; readonly request: string } | undefined;
  private latest: ResultOf<PanelHost, K> | undefined;
  private readonly loader: Loader<ParamsOf<PanelHost, K>, ResultOf<PanelHost, K>>;
  private readonly error = new ErrorBar();
  private readonly status = h('p', { class: 'question-status', role: 'status' });
  /** What is going on, and what went wrong. */
  readonly element = h('div', { class: 'question' }, this.error.element, this.status);

  constructor(host: Host, name: K, onAnswer: () => void) {
    this.loader = new Loader(
      {
        fetch: (request, onProgress) => host.call(name, request, { onProgress }),
        onModel: (answer) => {
          this.latest = answer;
          this.error.clear();
          onAnswer();
        },
        onError: (error) => {
          this.latest = undefined;
          const canceled = error instanceof Error && error.name === 'CancellationError';
          this.error.show(canceled ? l10n.t('Canceled. Change a choice above to compute again.') : error);
          onAnswer();
        },
        onBusy: (busy) => {
          this.say(busy ? l10n.t('Computing…') : '');
        },
        onProgress: (done) => {
          this.say(l10n.t('Computing… {0} %', Math.round(100 * done)));
        },
      },
      restMs,
    );
  }

  /** The last answer, if the question was answered since it last failed. */
  get answer(): ResultOf<PanelHost, K> | undefined {
    return this.latest;
  }

  /** Asks, unless this very question about this very matrix was the last one. */
  put(request: ParamsOf<PanelHost, K>, model: PanelModel): void {
    const text = JSON.stringify(request);
    if (this.asked?.model === model && this.asked.request === text) return;
    const first = !this.asked;
    this.asked = { model, request: text };
    // The first answer is wanted at once.
    if (first) this.loader.now(request);
    else this.loader.soon(request);
  }

  private say(text: string): void {
    setText(this.status, text);
    this.element.toggleAttribute('aria-busy', text !== '');
  }
}
