/** The height of what stays in sight at the top, in pixels. */
function barHeight(): number {
  const bar = document.querySelector<HTMLElement>('.bar');
  const tabs = document.querySelector<HTMLElement>('.tabs');
  // In a narrow panel the bar has no box of its own: the tabs alone stay.
  return bar?.offsetHeight || (tabs?.offsetHeight ?? 0);
}

/** Scrolls an element to just below the tabs, which stay in sight. */
export function scrollBelowBar(element: Element): void {
  scrollTo(0, scrollY + element.getBoundingClientRect().top - barHeight() - 8);
}

/** Tells the styles in `content` the bar's height as it changes, so that what gets the focus does not hide under it. */
export function publishBarHeight(content: HTMLElement, ...parts: readonly Element[]): void {
  const observer = new ResizeObserver(() => {
    content.style.setProperty('--bar', `${barHeight()}px`);
  });
  for (const part of parts) observer.observe(part);
}

/** Brings sections into sight by their headings' ids; a new one gives up waiting for the one before. */
export class Revealer {
  private waiting: MutationObserver | undefined;

  /** Scrolls to the section that `SECTION-heading` heads and puts the focus there, as soon as it is shown. */
  reveal(section: string): void {
    this.cancel();
    const heading = document.getElementById(`${section}-heading`);
    const element = heading?.closest<HTMLElement>('section, figure');
    if (!heading || !element) return;
    const show = (): void => {
      scrollBelowBar(element);
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    if (!element.hidden) {
      show();
      return;
    }
    this.waiting = new MutationObserver(() => {
      if (element.hidden) return;
      this.cancel();
      show();
    });
    this.waiting.observe(element, { attributeFilter: ['hidden'] });
  }

  cancel(): void {
    this.waiting?.disconnect();
    this.waiting = undefined;
  }
}
