// Not translated: errors that only a defect of ours brings about.
import type { Analysis, AnalysisOptions } from '../../core/analysis';
import { analysisOf, growthOf, spectrumOf, type Spectrum } from '../../core/analyze';
import { drivenGain } from '../../core/drivenGain';
import type { Spread } from '../../core/recurrence/driven/figures';
import type { BoundedGrowth } from '../../core/growth';
import type { Progress, Matrix } from '../../core/linalg/matrix';
import { UnknownMatrixError } from '../../shared/service';
import { contentHash } from '../contentHash';

interface Entry {
  readonly matrix: Matrix;
  spectrum?: Spectrum;
  growth?: BoundedGrowth | null;
  driven?: { readonly asked: string; readonly gain: Spread | null };
}

/** How many matrix entries are kept, as doubles: 128 MB. */
const capacity = 16 * 1024 * 1024;

/**
 * Matrices by content hash with the figures already computed, so that an undo, a new activation or a shorter horizon costs
 * nothing. The least recently used go first.
 */
export class MatrixCache {
  private readonly entries = new Map<string, Entry>();
  private size = 0;

  /** Keeps a matrix and returns its key. */
  add(matrix: Matrix): string {
    const key = contentHash(matrix);
    const known = this.entries.get(key);
    if (known) {
      this.touch(key, known);
      return key;
    }
    this.entries.set(key, { matrix });
    this.size += sizeOf(matrix);
    for (const [oldest, { matrix: old }] of this.entries) {
      if (this.size <= capacity || oldest === key) break;
      this.entries.delete(oldest);
      this.size -= sizeOf(old);
    }
    return key;
  }

  matrix(key: string): Matrix {
    return this.entry(key).matrix;
  }

  /** The analysis for these options; only what is new is computed. */
  analysis(key: string, options: AnalysisOptions, progress?: Progress): Analysis {
    const entry = this.entry(key);
    const { matrix } = entry;
    if (!entry.growth || entry.growth.log10.length < options.steps) {
      entry.growth = growthOf(matrix, options.steps, progress);
    }
    entry.spectrum ??= spectrumOf(matrix, entry.growth, progress);
    const driven = (rate: number): Spread | null => {
      const { steps, activation, leak } = options;
      const asked = `${activation} ${steps} ${leak ? 'leaky' : ''}`;
      // Typing asks for the same again and again.
      if (entry.driven?.asked !== asked) entry.driven = { asked, gain: drivenGain(matrix, rate, options, progress) }; // prettier-ignore
      return entry.driven.gain;
    };
    return analysisOf(matrix, entry.spectrum, entry.growth, options, progress, driven);
  }

  private entry(key: string): Entry {
    const entry = this.entries.get(key);
    if (!entry) throw new UnknownMatrixError('the matrix is no longer held');
    this.touch(key, entry);
    return entry;
  }

  private touch(key: string, entry: Entry): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
  }
}

/** Entries, also of a matrix whose dense form is not made yet. */
function sizeOf({ rows, columns }: Matrix): number {
  return rows * columns;
}
