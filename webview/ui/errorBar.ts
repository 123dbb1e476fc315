import { h, setText } from './dom';

/** What went wrong, in a sentence, until it goes right again. */
export class ErrorBar {
  private readonly text = h('span');
  readonly element = h(
    'div',
    { class: 'error', role: 'alert', hidden: true },
    h('span', { class: 'error-symbol', 'aria-hidden': 'true' }, '⚠'),
    this.text,
  );

  show(error: unknown): void {
    setText(this.text, error instanceof Error ? error.message : String(error));
    this.element.hidden = false;
  }

  clear(): void {
    this.element.hidden = true;
  }
}
