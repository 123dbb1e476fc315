import type { Formula, Quantity, Term } from '../../src/core/flow/formula';
import { math } from '../dom';

/** A formula as MathML, which the browser sets without any library. */
export function notation(formula: Formula): MathMLElement {
  return math('math', { display: 'block' }, math('mrow', {}, ...formula.map(termOf)));
}

function termOf(term: Term): MathMLElement {
  switch (term.kind) {
    case 'sign':
      return signOf(term.text);
    case 'quantity':
      return quantityOf(term.quantity, term.transposed);
    case 'derivative': {
      const fraction = math('mfrac', {}, partial(term.of), partial(term.by));
      return term.transposed
        ? math('msup', {}, math('mrow', {}, operator('('), fraction, operator(')')), transpose())
        : fraction;
    }
  }
}

function partial(quantity: Quantity): MathMLElement {
  return math('mrow', {}, math('mo', { rspace: '0' }, '∂'), quantityOf(quantity, false));
}

function quantityOf({ name, index }: Quantity, transposed: boolean): MathMLElement {
  const letter = math('mi', {}, name);
  const number = index === null ? null : math('mn', {}, String(index));
  if (number && transposed) return math('msubsup', {}, letter, number, transpose());
  if (number) return math('msub', {}, letter, number);
  return transposed ? math('msup', {}, letter, transpose()) : letter;
}

const transpose = (): MathMLElement => math('mo', {}, '⊤');
const operator = (text: string): MathMLElement => math('mo', {}, text);

/** `φ(` is a name and a bracket; a digit is a number. */
function signOf(text: string): MathMLElement {
  const [, name, rest] = /^(\p{L}+)(\(?)$/u.exec(text) ?? [];
  if (name !== undefined) return math('mrow', {}, math('mi', {}, name), ...(rest ? [operator(rest)] : []));
  return /^\d+$/.test(text) ? math('mn', {}, text) : operator(text);
}
