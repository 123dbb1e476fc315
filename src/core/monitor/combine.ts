import { Series } from './series';

/** The name of the total that is computed where a log has none; a name is data, in every language the same. */
export const derivedTotal = 'all parameters';

/**
 * The norm of several gradients together, √Σ‖gᵢ‖², at the steps where all of them were recorded; where there is no
 * such step, at every step over those that were.
 */
export function combine(name: string, parts: readonly Series[]): Series {
  const complete = sum(name, parts, parts.length);
  return complete.length > 0 ? complete : sum(name, parts, 1);
}

function sum(name: string, parts: readonly Series[], least: number): Series {
  const total = new Series(name, 'total');
  const [{ steps: own, values: norms } = total] = parts;
  if (parts.length === 1) {
    for (let i = 0; i < own.length; i++) total.push(own[i]!, Math.abs(norms[i]!));
    return total;
  }
  const data = parts.map(({ steps, values }) => ({ steps, values, at: 0 }));
  for (;;) {
    let step = Infinity;
    for (const { steps, at } of data) step = Math.min(step, steps[at] ?? Infinity);
    if (step === Infinity) return total;
    let present = 0;
    // Scaled as hypot does, for the squares of an exploding gradient overflow long before it does.
    let largest = 0;
    let scaled = 0;
    for (const part of data) {
      if (part.steps[part.at] !== step) continue;
      const value = Math.abs(part.values[part.at++]!);
      present++;
      if (value > largest) {
        scaled = 1 + scaled * (largest / value) ** 2;
        largest = value;
      } else if (largest > 0 || Number.isNaN(value)) {
        scaled += (value / largest) ** 2;
      }
    }
    if (present >= least) total.push(step, largest === Infinity ? Infinity : largest * Math.sqrt(scaled));
  }
}
