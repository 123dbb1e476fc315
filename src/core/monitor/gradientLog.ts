import { Series, type SeriesKind } from './series';

/** Problems kept word by word; more are only counted. */
const maxProblems = 20;

/** What has been read of a training log so far: series that only grow, and what was wrong on the way. */
export class GradientLog {
  private readonly byName = new Map<string, Series>();
  private readonly sentences: string[] = [];
  private seen = 0;

  get series(): readonly Series[] {
    return [...this.byName.values()];
  }

  /** Norms of gradients: of single parameters, and of all together. */
  get gradients(): readonly Series[] {
    return this.series.filter(({ kind }) => kind === 'total' || kind === 'parameter' || kind === 'quantile');
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
  at(name: string, kind: SeriesKind, parameter: string | null = null): Series {
    let series = this.byName.get(name);
    if (!series) {
      series = new Series(name, kind, parameter);
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
