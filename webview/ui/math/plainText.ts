import type { MathNode } from './node';

const relations = /^[=≤≥<>→←⇒+·⊙×−]$/;

/** A formula in plain characters: `h_t = φ(W h_(t−1) + b)`. */
export function plainText(node: MathNode): string {
  const child = (i: number): string => {
    const it = node.children[i];
    return it === undefined || typeof it === 'string' ? (it ?? '') : plainText(it);
  };
  const all = node.children.map((_, i) => child(i));
  switch (node.tag) {
    case 'mo':
      return operator(child(0), node.attributes['form']);
    case 'msub':
    case 'munder':
      return `${child(0)}_${group(child(1))}`;
    case 'msup':
      return `${child(0)}^${group(child(1))}`;
    case 'msubsup':
    case 'munderover':
      return `${child(0)}_${group(child(1))}^${group(child(2))}`;
    case 'mfrac':
      return `${group(child(0))}/${group(child(1))}`;
    case 'mtable':
      return all.join('; ');
    case 'mtr':
      return all.join(', ');
    default:
      return all.join('');
  }
}

function operator(sign: string, form: string | undefined): string {
  if (sign === '\u2062') return ' ';
  if (sign === '\u2061') return '';
  if (sign === ',') return ', ';
  return form !== 'prefix' && relations.test(sign) ? ` ${sign} ` : sign;
}

/** Brackets around all but a single sign, number or name. */
function group(text: string): string {
  return /^[\p{L}\p{N}.⊤′]+$/u.test(text) ? text : `(${text})`;
}
