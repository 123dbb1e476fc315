/** So many answers are kept: the lines of a log have the same few words. */
const most = 2000;

/** A function of texts that keeps its answers; where there are too many it begins anew. */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const found = answer(text);
    known.set(text, found);
    return found;
  };
}
