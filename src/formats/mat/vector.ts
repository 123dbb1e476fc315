/** MATLAB has no vectors; a bias of one row or one column is one, and a kernel of one input stays a matrix. */
export function vectorShape(name: string, shape: readonly number[]): readonly number[] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const isBias = /bias|^b(?![a-z])|_b\d?$/i.test(last);
  return isBias && shape.length === 2 && shape.includes(1) ? [shape[0]! * shape[1]!] : shape;
}
