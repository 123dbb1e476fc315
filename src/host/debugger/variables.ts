import type { Matrix } from '../../core/linalg/matrix';

/** A matrix that was read from a stopped program, under the name that it had there. */
export interface Variable {
  readonly name: string;
  readonly matrix: Matrix;
}

/** The matrices of open panels that came out of a debugger. They are held in memory alone, as long as their panel is open. */
export class Variables {
  private readonly held = new Map<string, Variable>();

  /** Holds a matrix and returns the key to it. */
  add(variable: Variable): string {
    const key = crypto.randomUUID();
    this.held.set(key, variable);
    return key;
  }

  get(key: string): Variable | undefined {
    return this.held.get(key);
  }

  forget(key: string): void {
    this.held.delete(key);
  }
}
