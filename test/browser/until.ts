/** How long a condition may take on a slow machine before a test gives up, in ms. */
export const timeoutMs = 120_000;

/**
 * Asks again and again until there is an answer; `what` names it if there never is one. `limit`, in ms, is how long a single try may
 * wait for what may need another try; it grows, so that a slow machine comes to its answer as well.
 */
export async function until<T>(what: string, ask: (limit: number) => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  for (let limit = 2000; ; limit = Math.min(limit * 1.5, timeoutMs)) {
    try {
      const answer = await ask(limit);
      if (answer !== undefined) return answer;
    } catch (error) {
      // A frame may go away while it is asked, as when a window is loaded anew.
      cause = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`, { cause });
    }
    await new Promise((next) => setTimeout(next, 50));
  }
}
