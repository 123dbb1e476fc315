import { scrollBelowBar } from '../reveal';
import type { StepCard } from './stepCard';

/** Where in a long page a step counts as being read: a band a quarter down. */
const band = '-25% 0px -70% 0px';
/** What moves a page by hand. */
const byHand = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/** Follows which step is read, by scrolling or by jumps; a jump stands until the person scrolls on. */
export class Reading {
  private observer: IntersectionObserver | undefined;
  private jumped = true;

  constructor(private readonly onStep: (id: string) => void) {
    for (const kind of byHand)
      addEventListener(
        kind,
        () => {
          this.jumped = false;
        },
        { passive: true },
      );
  }

  /** Watches these cards in the place of any before. */
  watch(cards: readonly StepCard[]): void {
    this.observer?.disconnect();
    this.observer = new IntersectionObserver(
      (entries) => {
        const entered = entries.find(({ isIntersecting }) => isIntersecting);
        const card = cards.find(({ element }) => element === entered?.target);
        if (card && !this.jumped) this.onStep(card.id);
      },
      { rootMargin: band },
    );
    for (const { element } of cards) this.observer.observe(element);
  }

  jump(card: StepCard): void {
    this.jumped = true;
    scrollBelowBar(card.element);
    this.onStep(card.id);
  }

  /** Until the person moves the page again, nothing counts as read: the tab comes or goes. */
  rest(): void {
    this.jumped = true;
  }
}
