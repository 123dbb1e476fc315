/** The elements of MathML Core that formulas here are made of. */
export type MathTag =
  | 'mi'
  | 'mn'
  | 'mo'
  | 'mrow'
  | 'msub'
  | 'msup'
  | 'msubsup'
  | 'munder'
  | 'munderover'
  | 'mfrac'
  | 'mtable'
  | 'mtr'
  | 'mtd';

/** A formula as data; strings are text, never markup. */
export interface MathNode {
  readonly tag: MathTag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (MathNode | string)[];
}

/** A node, or a text that is set as an identifier, a number or an operator by what it looks like. */
export type MathPart = MathNode | string;
