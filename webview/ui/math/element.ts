import { math } from '../dom';
import type { MathNode } from './node';
import { plainText } from './plainText';

/** A formula as MathML on a line of its own; `alttext` says it in plain characters where MathML is not read. */
export function formulaElement(formula: MathNode): MathMLElement {
  return math('math', { display: 'block', alttext: plainText(formula) }, elementOf(formula));
}

function elementOf({ tag, attributes, children }: MathNode): MathMLElement {
  return math(
    tag,
    attributes,
    ...children.map((child) => (typeof child === 'string' ? child : elementOf(child))),
  );
}
