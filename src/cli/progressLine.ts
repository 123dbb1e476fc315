import { printable } from './style';
import type { Sink } from './sink';

/** Shorter waits are not worth a line. */
const shownAfterMs = 300;
/** Between two drawings. */
const redrawMs = 200;
const clearLine = '\r\u001b[2K';

/** One line on a terminal that says what is being worked on. It is gone before anything else is printed. */
export class ProgressLine {
  private readonly started: number;
  private drawnAt = -Infinity;
  private shown = false;
  private files = '';
  private said = '';

  /**
   * @param write draws on the terminal at once: an analysis gives no stream a turn
   * @param columns of the terminal
   */
  constructor(
    private readonly write: (text: string) => void,
    private readonly columns = 80,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.started = now();
  }

  /** How many files have their answers; a single one needs no count. */
  count(done: number, total: number): void {
    if (total > 1) this.files = `${done} of ${total} files`;
    this.tick();
  }

  /** What is known by now. */
  say(text: string): void {
    this.said = printable(text);
    this.drawnAt = -Infinity;
    this.tick();
  }

  /** The work goes on. */
  readonly tick = (): void => {
    const now = this.now();
    if (now - this.started >= shownAfterMs && now - this.drawnAt >= redrawMs) this.draw(now);
  };

  clear(): void {
    if (this.shown) this.write(clearLine);
    this.shown = false;
  }

  /** A sink to the same terminal, which takes the line away before it writes. */
  before(sink: Sink): Sink {
    return {
      ...sink,
      write: (text) => {
        this.clear();
        return sink.write(text);
      },
    };
  }

  private draw(now: number): void {
    this.drawnAt = now;
    const seconds = `${Math.floor((now - this.started) / 1000)} s`;
    const text = [this.files, this.said, seconds].filter((part) => part !== '').join(' · ');
    this.write(`${clearLine}${text.length < this.columns ? text : `${text.slice(0, this.columns - 2)}…`}`);
    this.shown = true;
  }
}
