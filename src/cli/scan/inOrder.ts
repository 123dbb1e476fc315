/**
 * Asks for the answers of some items, at most `width` at a time, and gives them in the order of the items. What is asked and
 * not yet given is at most `width` times `ahead`, so that one slow item lets no heap of answers grow.
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  width: number,
  ask: (item: T) => Promise<R>,
  ahead = 64,
): AsyncGenerator<R, void, void> {
  const asked: Promise<R>[] = [];
  let next = 0;
  let running = 0;
  const more = (): void => {
    while (next < items.length && running < width && asked.length < width * ahead) {
      running++;
      const answer = ask(items[next++]!).finally(() => {
        running--;
        more();
      });
      // It is awaited below, perhaps after another has failed.
      answer.catch(() => undefined);
      asked.push(answer);
    }
  };
  more();
  while (asked.length > 0) {
    yield await asked[0]!;
    void asked.shift();
    more();
  }
}
