import type { Formula, Quantity, Term } from '../../../src/core/flow/formula';
import { derivative, mi, mn, mo, mrow, msub, msubsup, msup } from '../../ui/math/build';
import type { MathNode } from '../../ui/math/node';

/** A formula of the flow as MathML's nodes. */
export function notation(formula: Formula): MathNode {
  return mrow(...formula.map(termOf));
}

function termOf(term: Term): MathNode {
  switch (term.kind) {
    case 'sign':
      return signOf(term.text);
    case 'quantity':
      return quantityOf(term.quantity, term.transposed);
    case 'derivative': {
      const fraction = derivative(quantityOf(term.of, false), quantityOf(term.by, false));
      return term.transposed ? msup(mrow('(', fraction, ')'), '⊤') : fraction;
    }
  }
}

function quantityOf({ name, index }: Quantity, transposed: boolean): MathNode {
  const letter = mi(name);
  const number = index === null ? null : mn(String(index));
  if (number) return transposed ? msubsup(letter, number, '⊤') : msub(letter, number);
  return transposed ? msup(letter, '⊤') : letter;
}

/** `φ(` is a name and a bracket; a digit is a number. */
function signOf(text: string): MathNode {
  const [, name, bracket] = /^(\p{L}+)(\(?)$/u.exec(text) ?? [];
  if (name !== undefined) return mrow(mi(name), ...(bracket ? [mo(bracket)] : []));
  return /^\d+$/.test(text) ? mn(text) : mo(text);
}
