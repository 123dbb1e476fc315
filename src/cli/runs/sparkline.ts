const bars = '▁▂▃▄▅▆▇█';
const width = 24;

/** Norms as a row of bars on a log scale; `×` for what is not finite. */
export function sparkline(norms: readonly (number | null)[]): string {
  const levels = norms.map((norm) => (norm !== null && norm > 0 ? Math.log10(norm) : null));
  const finite = levels.filter((level) => level !== null);
  if (levels.length === 0) return '';
  const low = Math.min(...finite);
  const range = Math.max(...finite) - low;
  const columns = Math.min(width, levels.length);
  return Array.from({ length: columns }, (_, i) => {
    const part = levels.slice(
      Math.floor((i * levels.length) / columns),
      Math.floor(((i + 1) * levels.length) / columns),
    );
    const known = part.filter((level) => level !== null);
    if (known.length === 0) return '×';
    // Less than a tenth of a decade is level.
    const share = range < 0.1 ? 0.4 : (Math.max(...known) - low) / range;
    return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))]!;
  }).join('');
}
