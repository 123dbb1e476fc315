/** The number if it is one within the bounds, both included, else the fallback: for saved states and messages. */
export function numberWithin(data: unknown, [min, max]: readonly [number, number], fallback: number): number {
  return typeof data === 'number' && data >= min && data <= max ? data : fallback;
}

/** The same for whole numbers. */
export function wholeWithin(data: unknown, bounds: readonly [number, number], fallback: number): number {
  return Number.isInteger(data) ? numberWithin(data, bounds, fallback) : fallback;
}

/** The name if it is one of the list, else the fallback. */
export function oneOf<T extends string>(data: unknown, names: readonly T[], fallback: T): T {
  return names.find((name) => name === data) ?? fallback;
}

/** Whatever came, as a record to take fields from. */
export function recordOf(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
}
