/** Segments beyond this length are cut, and deeper ones make no name that anyone would read. */
const maxSegmentLength = 120;
/** Below this depth nothing is offered. */
export const maxPathDepth = 64;

/** A step from a document to a value in it: the key of an object or the index in a list. */
export type PathStep = string | number;

/** The path as people write it: `rnn.weight_hh_l0`, `layers[0].W`; `matrix` where it is empty. */
export function keyPath(steps: readonly PathStep[]): string {
  let path = '';
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`;
    else path += path === '' ? step.slice(0, maxSegmentLength) : `.${step.slice(0, maxSegmentLength)}`;
  }
  return path === '' ? 'matrix' : path;
}

/** Keys under which lists of lists are points on a map, not matrices (GeoJSON). */
export function holdsPoints(key: string): boolean {
  return key === 'coordinates' || key === 'bbox';
}
