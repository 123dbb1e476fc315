import type { TextRange } from '../core/textRange';
import type { TensorList } from './candidate';
import type { Findings } from './findings';
import type { Block } from './nested';
import { tensorOf } from './tensors';

const opened = /(?:^|[^\w\])])\[\s*$/;
const joined = /^\s*,\s*$/;
const closed = /^\s*\]/;
const maxGap = 100;

/** Puts together what Keras's `get_weights()` prints: `[array([[…]]), array([[…]]), array([…])]`. */
export class PrintedLists {
  private start = -1;
  private end = -1;
  private elements: TensorList['elements'][number][] = [];

  constructor(
    private readonly findings: Findings,
    private readonly nameBefore: (start: number) => string,
  ) {}

  /** Takes the next array that is printed with its call around it. */
  note(block: Block | null, { start, end }: TextRange): void {
    const { text } = this.findings;
    const follows = this.end >= 0 && start - this.end <= maxGap && joined.test(text.slice(this.end, start));
    if (!follows) {
      const before = text.slice(Math.max(0, start - maxGap), start);
      const bracket = opened.test(before) ? start - before.length + before.lastIndexOf('[') : -1;
      this.start = bracket;
      this.elements = [];
    }
    if (this.start < 0) return;
    this.end = end;
    const isTensor = block && block.rank !== 3 && !block.flaw;
    this.elements.push(isTensor ? { range: { start, end }, ...tensorOf(block) } : null);
    if (this.elements.length < 2 || !closed.test(text.slice(end, end + maxGap))) return;
    const range = { start: this.start, end: text.indexOf(']', end) + 1 };
    this.findings.noteList({ name: this.nameBefore(this.start), range, elements: this.elements });
    this.start = this.end = -1;
  }
}
