import type { Initializer } from './initializer';
import { initializerNames, parseInitializer, type Framework } from './names';

/** The one number that says how large an initializer's matrix is. */
export interface InitializerScale {
  /** What the field calls it: the gain, a standard deviation, the half-width of an interval, or the constant itself. */
  readonly label: 'gain' | 'std' | '± half-width' | 'value';
  readonly value: number;
}

/** The scale of an initializer; `null` for PyTorch's default, whose width is fixed at 1/√H. */
export function scaleOf(initializer: Initializer): InitializerScale | null {
  switch (initializer.kind) {
    case 'pytorch-default':
      return null;
    case 'variance-scaling':
    case 'orthogonal':
    case 'identity':
      return { label: 'gain', value: initializer.gain };
    case 'normal':
    case 'truncated-normal':
      return { label: 'std', value: initializer.deviation };
    case 'uniform':
      return { label: '± half-width', value: (initializer.high - initializer.low) / 2 };
    case 'constant':
      return { label: 'value', value: initializer.value };
  }
}

/** The same distribution at another scale; the middle of an interval and a mean stay where they are. */
export function withScale(initializer: Initializer, value: number): Initializer {
  switch (initializer.kind) {
    case 'pytorch-default':
      return initializer;
    case 'variance-scaling':
    case 'orthogonal':
    case 'identity':
      return { ...initializer, gain: value };
    case 'normal':
    case 'truncated-normal':
      return { ...initializer, deviation: value };
    case 'uniform': {
      const middle = (initializer.low + initializer.high) / 2;
      return { ...initializer, low: middle - value, high: middle + value };
    }
    case 'constant':
      return { kind: 'constant', value };
  }
}

/** The names that a person chooses an initializer by, the framework's own default among them. */
export function choosableInitializers(framework: Framework): readonly string[] {
  return framework === 'pytorch' ? ['default', ...initializerNames.pytorch] : initializerNames.keras;
}

/** The framework's name for an initializer, whatever its scale; undefined for one that it has no name for. */
export function nameOfInitializer(initializer: Initializer, framework: Framework): string | undefined {
  const names = choosableInitializers(framework);
  const wanted = JSON.stringify(initializer);
  const shape = shapeOf(initializer);
  const parsed = names.map((name) => [name, parseInitializer(name, framework)!] as const);
  // He and LeCun differ in nothing but their gain, so the exact one goes first.
  const exact = parsed.find(([, candidate]) => JSON.stringify(candidate) === wanted);
  return (exact ?? parsed.find(([, candidate]) => shapeOf(candidate) === shape))?.[0];
}

function shapeOf(initializer: Initializer): string {
  return JSON.stringify(withScale(initializer, 1));
}
