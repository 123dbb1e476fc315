/** Numbers as the field writes them: `1.13`, `0.614`, `7.7e-11`, `1.28e+5` shown as `1.28e5`. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  const text =
    magnitude >= 1e4 || magnitude < 1e-3
      ? value.toExponential(digits - 1).replace('e+', 'e')
      : String(Number(value.toPrecision(digits)));
  return text.replace('-', '−').replace('e−', 'e-').replace(/^−/, '−');
}
