/** How long a condition may take on a slow machine before a test gives up, in ms. */
export const timeoutMs = 30_000;

/** Asks again and again until there is an answer; `what` names it if there never is one. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
    }
    await new Promise((next) => setTimeout(next, 50));
  }
}
