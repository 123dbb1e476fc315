import type { Series } from './series';

/** The parameters of one layer. */
export interface Layer {
  readonly name: string;
  readonly series: readonly Series[];
}

/** Layers from input to output: by the numbers in names of one pattern, else in the order they were first seen. */
export function layersOf(parameters: readonly Series[]): Layer[] {
  const groups = new Map<string, Series[]>();
  for (const series of parameters) {
    const name = layerName(series.parameter ?? series.name);
    groups.set(name, [...(groups.get(name) ?? []), series]);
  }
  const layers = [...groups].map(([name, series]) => ({ name, series }));
  const patterns = [...new Set(layers.map(({ name }) => patternOf(name)))];
  return patterns.flatMap((pattern) =>
    layers.filter(({ name }) => patternOf(name) === pattern).sort((a, b) => byNumbers(a.name, b.name)),
  );
}

/** `rnn.weight_hh_l0` → `rnn.l0`, `fc1.weight` → `fc1`, `dense/kernel:0` → `dense`. */
export function layerName(parameter: string): string {
  const recurrent = /^(.*?)[./]?(?:weight|bias)_(?:ih|hh|hr)(_l\d+)?(?:_reverse)?$/.exec(parameter);
  if (recurrent) return [recurrent[1], recurrent[2]?.slice(1)].filter(Boolean).join('.') || parameter;
  const parts = parameter.split(/[./]/);
  return parts.length > 1
    ? parameter.slice(0, -parts.at(-1)!.length - 1)
    : parameter.replace(/[_:](weight|bias|kernel).*$/, '');
}

const patternOf = (name: string): string => name.replace(/\d+/g, '#');

function byNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => (name.match(/\d+/g) ?? []).map(Number)) as [number[], number[]];
  for (let i = 0; i < left.length; i++) {
    const difference = left[i]! - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
