import * as l10n from '@vscode/l10n';
import type { PanelModel } from '../../src/shared/panel';
import type { TabQuestion, TabQuestions } from '../../src/shared/questions';
import { h, setText } from '../ui/dom';
import { ErrorBar } from '../ui/errorBar';
import type { Host } from '../ui/connection';

/** A field sends many values in a second: only the one it rests at is worth an answer. */
const restMs = 120;

/** A tab's question to the worker: asked anew when the matrix or the request changed; the latest answer counts. */
export class Question<K extends TabQuestion> {
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: { readonly model: PanelModel; readonly request: string } | undefined;
  private latest: TabQuestions[K]['answer'] | undefined;
  private readonly error = new ErrorBar();
  private readonly status = h('p', { class: 'question-status', role: 'status' });
  /** What is going on, and what went wrong. */
  readonly element = h('div', { class: 'question' }, this.error.element, this.status);

  constructor(
    private readonly host: Host,
    private readonly name: K,
    private readonly onAnswer: () => void,
  ) {}

  /** The last answer, if the question was answered since it last failed. */
  get answer(): TabQuestions[K]['answer'] | undefined {
    return this.latest;
  }

  /** Asks, unless this very question about this very matrix was the last one. */
  put(request: TabQuestions[K]['request'], model: PanelModel): void {
    const text = JSON.stringify(request);
    if (this.asked?.model === model && this.asked.request === text) return;
    // The first answer is wanted at once.
    const rest = this.asked ? restMs : 0;
    this.asked = { model, request: text };
    const turn = ++this.turn;
    clearTimeout(this.timer);
    this.say(l10n.t('Computing…'));
    this.timer = setTimeout(() => void this.load(request, turn), rest);
  }

  private async load(request: TabQuestions[K]['request'], turn: number): Promise<void> {
    const current = (): boolean => turn === this.turn;
    try {
      const onProgress = (done: number): void => {
        if (current()) this.say(l10n.t('Computing… {0} %', Math.round(100 * done)));
      };
      const ask = this.host.call.bind(this.host) as (
        name: K,
        request: TabQuestions[K]['request'],
        options: { onProgress: (done: number) => void },
      ) => Promise<TabQuestions[K]['answer']>;
      const answer = await ask(this.name, request, { onProgress });
      if (!current()) return;
      this.latest = answer;
      this.error.clear();
      this.say('');
      this.onAnswer();
    } catch (error) {
      if (!current()) return;
      this.latest = undefined;
      const canceled = error instanceof Error && error.name === 'CancellationError';
      this.error.show(canceled ? l10n.t('Canceled. Change a choice above to compute anew.') : error);
      this.say('');
      this.onAnswer();
    }
  }

  private say(text: string): void {
    setText(this.status, text);
    this.element.toggleAttribute('aria-busy', text !== '');
  }
}
