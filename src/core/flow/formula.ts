/** A quantity of the network: h at 3, W without an index. */
export interface Quantity {
  readonly name: string;
  readonly index: number | null;
}

/** One part of a formula, from left to right. */
export type Term =
  | { readonly kind: 'quantity'; readonly quantity: Quantity; readonly transposed: boolean }
  /** ∂of/∂by. */
  | {
      readonly kind: 'derivative';
      readonly of: Quantity;
      readonly by: Quantity;
      readonly transposed: boolean;
    }
  /** `=`, `+`, `⋯`, `φ(`, `)` … */
  | { readonly kind: 'sign'; readonly text: string };

/** A formula as data, to be set by whoever shows it. */
export type Formula = readonly Term[];

export const quantity = (name: string, index: number | null = null): Quantity => ({ name, index });
export const term = (name: string, index: number | null = null, transposed = false): Term => ({
  kind: 'quantity',
  quantity: { name, index },
  transposed,
});
export const derivative = (of: Quantity, by: Quantity, transposed = false): Term => ({
  kind: 'derivative',
  of,
  by,
  transposed,
});
/** ∂L/∂q. */
export const gradient = (by: Quantity): Term => derivative(quantity('L'), by);
export const sign = (text: string): Term => ({ kind: 'sign', text });

function quantityText({ name, index }: Quantity): string {
  if (index === null) return name;
  return index < 10 ? `${name}_${index}` : `${name}_{${index}}`;
}

function termText(part: Term): string {
  if (part.kind === 'sign') return part.text;
  const mark = part.transposed ? 'ᵀ' : '';
  if (part.kind === 'quantity') return `${quantityText(part.quantity)}${mark}`;
  const text = `∂${quantityText(part.of)}/∂${quantityText(part.by)}`;
  return part.transposed ? `(${text})${mark}` : text;
}

/** The formula as one line of text: `∂L/∂h_2 = J_3ᵀ ∂L/∂h_3`. */
export function formulaText(formula: Formula): string {
  return formula
    .map(termText)
    .join(' ')
    .replace(/\( /g, '(')
    .replace(/ ([),])/g, '$1');
}
