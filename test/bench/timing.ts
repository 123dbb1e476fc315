/** The median of several runs, in milliseconds; `once` when one run took too long to repeat. */
export interface Timing {
  readonly ms: number;
  readonly once: boolean;
}

const maxRepeatMs = 4000;
const enough = 400;

/** Runs the work at least five times (after warming up), or once if it takes longer than four seconds. */
export function measure(work: () => unknown): Timing {
  const run = () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  };
  const first = run();
  if (first > maxRepeatMs) return { ms: first, once: true };
  if (first < 50) for (let i = 0; i < 5; i++) run();
  const times: number[] = [];
  let total = 0;
  while (times.length < 5 || (total < enough && times.length < 200)) {
    const time = run();
    times.push(time);
    total += time;
  }
  times.sort((a, b) => a - b);
  return { ms: times[Math.floor(times.length / 2)]!, once: false };
}
