/** Answers by what they rest on; the one not asked for longest goes first. */
export class Recent<Answer> {
  private readonly known = new Map<string, Answer>();

  /** @param capacity how many are kept */
  constructor(private readonly capacity: number) {}

  /** The answer under a key, worked out if it is not known. */
  get(key: string, work: () => Answer): Answer {
    const answer = this.known.has(key) ? this.known.get(key)! : work();
    this.known.delete(key);
    this.known.set(key, answer);
    const [oldest] = this.known.keys();
    if (this.known.size > this.capacity && oldest !== undefined) this.known.delete(oldest);
    return answer;
  }
}
