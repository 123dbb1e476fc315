import { h } from './dom';
import { ErrorBar } from './errorBar';

/** What every page has around its content: what went wrong, what is awaited, and whether the figures still hold. */
export class PageFrame {
  private readonly error = new ErrorBar();
  private readonly waiting: HTMLElement;

  /** @param waiting what is awaited at first, in words */
  constructor(
    root: HTMLElement,
    private readonly content: HTMLElement,
    waiting: string,
  ) {
    this.waiting = h('p', { class: 'waiting', role: 'status' }, waiting);
    content.hidden = true;
    root.replaceChildren(this.error.element, this.waiting, content);
  }

  /** The content is there and holds. */
  show(): void {
    this.error.clear();
    this.waiting.hidden = true;
    this.content.hidden = false;
    this.content.classList.remove('stale');
  }

  /** The last figures stay to be read, but grayed: they are no longer those of the file. */
  fail(error: unknown): void {
    this.tell(error);
    this.waiting.hidden = true;
    this.content.classList.add('stale');
  }

  /** Says what went wrong; the figures stand. */
  tell(error: unknown): void {
    this.error.show(error);
  }

  /** An action that fails says so. */
  attempt(action: Promise<unknown>): void {
    action.catch((error: unknown) => {
      this.tell(error);
    });
  }
}
