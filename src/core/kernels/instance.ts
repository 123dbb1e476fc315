import relaxedBytes from './build/relaxed.wasm';
import simdBytes from './build/simd.wasm';
import { Session, type Exports } from './session';

/** Which set of instructions the kernels were built for. */
export type Instructions = 'relaxed-simd' | 'simd';

/** An instance that has grown beyond this is let go after the job, for WebAssembly memory never shrinks. */
const keptBytes = 16 * 2 ** 20;

const candidates: readonly { instructions: Instructions; bytes: Uint8Array<ArrayBuffer> }[] = [
  { instructions: 'relaxed-simd', bytes: relaxedBytes },
  { instructions: 'simd', bytes: simdBytes },
];

interface Compiled {
  readonly instructions: Instructions;
  readonly module: WebAssembly.Module;
}

let compiled: Compiled | null | undefined;
const idle: Session[] = [];
const live = new Set<Session>();

/** The best module this engine accepts, compiled on first use; `null` on one without WebAssembly SIMD. */
function compile(): Compiled | null {
  if (compiled !== undefined) return compiled;
  compiled = null;
  if (typeof WebAssembly === 'undefined') return compiled;
  for (const { instructions, bytes } of candidates) {
    if (!WebAssembly.validate(bytes)) continue;
    try {
      compiled = { instructions, module: new WebAssembly.Module(bytes) };
      break;
    } catch {
      // Forbidden (a content security policy) or out of memory: plain TypeScript it is.
    }
  }
  return compiled;
}

/** The instruction set in use, or `null` where there is none to use. */
export function instructions(): Instructions | null {
  return compile()?.instructions ?? null;
}

/**
 * Runs a job with an instance of its own, which serves the next job after it, also when this one was canceled.
 * @throws Error where `instructions()` is `null`; RangeError when the memory cannot grow; whatever the job throws.
 */
export function withSession<T>(job: (session: Session) => T): T {
  const source = compile();
  if (!source) throw new Error('WebAssembly SIMD is not available');
  const session =
    idle.pop() ?? new Session(new WebAssembly.Instance(source.module).exports as unknown as Exports);
  session.reset();
  live.add(session);
  try {
    return job(session);
  } finally {
    live.delete(session);
    if (session.size <= keptBytes && idle.length === 0) idle.push(session);
  }
}

/** Bytes of linear memory that jobs under way have taken. */
export function liveBytes(): number {
  return [...live].reduce((sum, session) => sum + session.size, 0);
}

/** Bytes of linear memory that wait for the next job. */
export function idleBytes(): number {
  return idle.reduce((sum, session) => sum + session.size, 0);
}
