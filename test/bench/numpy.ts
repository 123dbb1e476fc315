import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Timing } from './timing';

/** Answers one JSON job a line; timing as timing.ts does it. */
const script = `
import json, statistics, sys, time
import numpy as np

def growth(a, steps):
    return np.log10([np.linalg.svd(np.linalg.matrix_power(a, k), compute_uv=False)[0] for k in range(1, steps + 1)])

def eigenvalues(a):
    w = np.linalg.eigvals(a)
    w = w[np.argsort(-np.abs(w))]
    return np.concatenate([w.real, w.imag])

def verdict(a, steps):
    s = np.linalg.svd(a, compute_uv=False)
    w = np.linalg.eigvals(a)
    return np.array([s[0], np.abs(w).max()])

works = {
    'product': lambda a, steps: a @ a,
    'singular values': lambda a, steps: np.linalg.svd(a, compute_uv=False),
    'sigma_max': lambda a, steps: np.linalg.svd(a, compute_uv=False)[:1],
    'eigenvalues': lambda a, steps: eigenvalues(a),
    'spectral radius': lambda a, steps: np.abs(np.linalg.eigvals(a)).max(keepdims=True),
    'growth': growth,
    'verdict': verdict,
}

def run(work, a, steps):
    started = time.perf_counter()
    result = work(a, steps)
    return time.perf_counter() - started, result

def measure(work, a, steps):
    first, result = run(work, a, steps)
    if first > 4:
        return first, True, result
    if first < 0.05:
        for _ in range(5):
            run(work, a, steps)
    times = []
    while len(times) < 5 or (sum(times) < 0.4 and len(times) < 200):
        times.append(run(work, a, steps)[0])
    return sorted(times)[len(times) // 2], False, result

# The figure that tells OpenBLAS (30 and more) from reference BLAS (1 or 2).
a = np.random.default_rng(1).standard_normal((512, 512))
gflops = 2 * 512**3 / min(run(works['product'], a, 0)[0] for _ in range(5)) / 1e9
print(json.dumps({'numpy': np.__version__, 'python': sys.version.split()[0], 'gflops': gflops}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    a = np.fromfile(job['input']).reshape(job['n'], job['n'])
    seconds, once, result = measure(works[job['work']], a, job['steps'])
    np.asarray(result, dtype=float).tofile(job['output'])
    print(json.dumps({'ms': seconds * 1000, 'once': once}), flush=True)
`;

export type Work =
  'product' | 'singular values' | 'sigma_max' | 'eigenvalues' | 'spectral radius' | 'growth' | 'verdict';

interface Hello {
  readonly numpy: string;
  readonly python: string;
  readonly gflops: number;
}

/** A numpy that answers jobs one after the other on one thread. */
export class Numpy {
  private constructor(
    private readonly process: ChildProcessWithoutNullStreams,
    private readonly lines: AsyncIterator<string>,
    private readonly reader: Interface,
    private readonly folder: string,
    private readonly hello: Hello,
  ) {}

  /** Starts every Python here that imports numpy and keeps the one with the fastest product; `null` without any. */
  static async start(folder: string): Promise<Numpy | null> {
    const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    let best: Numpy | null = null;
    for (const python of ['/usr/bin/python3', 'python3', 'python']) {
      if (spawnSync(python, ['-c', 'import numpy'], { stdio: 'ignore' }).status !== 0) continue;
      const child = spawn(python, ['-c', script], { env });
      child.stderr.pipe(process.stderr);
      const reader = createInterface({ input: child.stdout });
      const lines = reader[Symbol.asyncIterator]();
      const hello = JSON.parse(await nextLine(lines)) as Hello;
      const candidate = new Numpy(child, lines, reader, folder, hello);
      const slower: Numpy | null = best && best.hello.gflops >= candidate.hello.gflops ? candidate : best;
      if (slower !== candidate) best = candidate;
      slower?.end();
    }
    return best;
  }

  /** Version and speed: a numpy without an optimized BLAS is no measure. */
  get version(): string {
    const { numpy, python, gflops } = this.hello;
    const blas = gflops < 10 ? ' – WITHOUT an optimized BLAS, ratios flatter us' : '';
    return `${numpy} (Python ${python}, one thread, product at ${gflops.toFixed(1)} GFLOP/s${blas})`;
  }

  /** Times the work on the matrix in `input`. */
  async run(
    work: Work,
    input: string,
    n: number,
    steps: number,
  ): Promise<Timing & { readonly result: Float64Array }> {
    const output = join(this.folder, 'result.f64');
    this.process.stdin.write(`${JSON.stringify({ work, input, output, n, steps })}\n`);
    const timing = JSON.parse(await nextLine(this.lines)) as Timing;
    const bytes = readFileSync(output);
    return {
      ...timing,
      result: new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)),
    };
  }

  end(): void {
    this.reader.close();
    this.process.stdin.end();
  }
}

async function nextLine(lines: AsyncIterator<string>): Promise<string> {
  const next = await lines.next();
  if (next.done) throw new Error('numpy ended; its words are above');
  return next.value;
}
