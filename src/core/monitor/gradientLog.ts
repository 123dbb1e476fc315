import { Series, type SeriesKind, type SeriesOptions } from './series';

/** Problems kept word by word; more are only counted. */
const maxProblems = 20;

const norms: readonly SeriesKind[] = ['total', 'parameter', 'module', 'average', 'clipped', 'quantile'];

/** Whether a series of that kind holds norms of gradients. */
export const isNorm = (kind: SeriesKind): boolean => norms.includes(kind);

/** What has been read of a training log so far: series that only grow, and what was wrong on the way. */
export class GradientLog {
  private readonly byName = new Map<string, Series>();
  private readonly sentences: string[] = [];
  private seen = 0;
  /** Updates that a line of the log says were skipped, for the gradient was not finite. */
  skippedUpdates = 0;
  /** Records whose step the log names, and records that were counted for it names none. */
  loggedSteps = 0;
  countedSteps = 0;
  /** The runs of a file that holds several, by their names, this one among them; else none. */
  runs: ReadonlyMap<string, GradientLog> = new Map();

  get series(): readonly Series[] {
    return [...this.byName.values()];
  }

  /** Norms of gradients. What was below zero once holds no norms, nor does a column that stayed empty. */
  get gradients(): readonly Series[] {
    return this.series.filter(({ kind, isNegative, length }) => isNorm(kind) && !isNegative && length > 0);
  }

  /** Where steps come from: the log, or counting its records. */
  get stepFrom(): 'logged' | 'record' {
    return this.loggedSteps >= this.countedSteps ? 'logged' : 'record';
  }

  /** One sentence each, oldest first. */
  get problems(): readonly string[] {
    return this.sentences;
  }

  /** How many problems there were beside those that are kept. */
  get moreProblems(): number {
    return this.seen - this.sentences.length;
  }

  of(kind: SeriesKind): Series[] {
    return this.series.filter((series) => series.kind === kind);
  }

  /** The series of that name, made at its first mention. */
  at(name: string, kind: SeriesKind, options?: SeriesOptions): Series {
    let series = this.byName.get(name);
    if (!series) {
      series = new Series(name, kind, options);
      this.byName.set(name, series);
    }
    return series;
  }

  problem(sentence: string): void {
    this.seen++;
    if (this.sentences.length < maxProblems && !this.sentences.includes(sentence))
      this.sentences.push(sentence);
  }
}
