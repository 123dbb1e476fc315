/** The word in a comment that leaves out the matrix on its line, on the line below it, or around it. */
export const ignoreWord = 'gradient-lens-ignore';

const comment = /#|\/\/|\/\*|%/;
const standsAlone = /^\s*(?:#|\/\/|\/\*|%)/;

/** The stretches of a text in which matrices are left out on request. */
export class IgnoredLines {
  private readonly stretches: readonly { start: number; end: number }[];

  constructor(text: string) {
    this.stretches = [...findStretches(text)];
  }

  /** Whether there are any. */
  get any(): boolean {
    return this.stretches.length > 0;
  }

  /** Whether a matrix that stands from `start` to `end` is left out. */
  covers(start: number, end: number): boolean {
    return this.stretches.some((stretch) => stretch.start < end && start <= stretch.end);
  }
}

function* findStretches(text: string) {
  for (let at = text.indexOf(ignoreWord); at >= 0;) {
    const start = text.lastIndexOf('\n', at) + 1;
    const end = lineEnd(text, at);
    const before = text.slice(start, at);
    // A comment behind a matrix means that matrix; one that stands alone means the next line too.
    if (comment.test(before)) yield { start, end: standsAlone.test(before) ? lineEnd(text, end + 1) : end };
    at = text.indexOf(ignoreWord, end);
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
