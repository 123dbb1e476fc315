import type { MathNode, MathPart, MathTag } from './node';

type Attributes = Readonly<Record<string, string>>;

function node(tag: MathTag, children: readonly (MathNode | string)[], attributes: Attributes = {}): MathNode {
  return { tag, attributes, children };
}

/** An identifier: one letter is set in italics, a name such as `tanh` upright, as MathML Core has it. */
export const mi = (name: string): MathNode => node('mi', [name]);
export const mn = (digits: string): MathNode => node('mn', [digits]);
/** An operator or a bracket, with the spacing of MathML's operator dictionary. */
export const mo = (sign: string, attributes?: Attributes): MathNode => node('mo', [sign], attributes);

/** A part as a node: digits are a number, letters an identifier, anything else an operator. */
export function part(it: MathPart): MathNode {
  if (typeof it !== 'string') return it;
  if (/^[\d.]+$/.test(it)) return mn(it);
  return /^[\p{L}_∞]/u.test(it) ? mi(it) : mo(it);
}

export const mrow = (...parts: readonly MathPart[]): MathNode => node('mrow', parts.map(part));
export const msub = (base: MathPart, index: MathPart): MathNode => node('msub', [part(base), part(index)]);
export const msup = (base: MathPart, power: MathPart): MathNode => node('msup', [part(base), part(power)]);
export const msubsup = (base: MathPart, index: MathPart, power: MathPart): MathNode =>
  node('msubsup', [part(base), part(index), part(power)]);
export const mfrac = (over: MathPart, under: MathPart): MathNode => node('mfrac', [part(over), part(under)]);
export const munder = (base: MathPart, under: MathPart): MathNode =>
  node('munder', [part(base), part(under)]);
export const munderover = (base: MathPart, under: MathPart, over: MathPart): MathNode =>
  node('munderover', [part(base), part(under), part(over)]);

/** Rows of cells, without brackets. */
export const mtable = (rows: readonly (readonly MathPart[])[]): MathNode =>
  node(
    'mtable',
    rows.map((row) =>
      node(
        'mtr',
        row.map((cell) => node('mtd', [part(cell)])),
      ),
    ),
  );

/** Parts between brackets that grow with them. */
export const fenced = (open: string, close: string, ...parts: readonly MathPart[]): MathNode =>
  mrow(
    mo(open, { form: 'prefix', fence: 'true', stretchy: 'true' }),
    ...parts,
    mo(close, { form: 'postfix', fence: 'true', stretchy: 'true' }),
  );

/** Says to a screen reader what a notation means where its look could mean two things (MathML 4 §5, intent). */
export const meaning = (intent: string, it: MathNode): MathNode => ({
  ...it,
  attributes: { ...it.attributes, intent },
});

/** xᵀ with the sign ⊤, which is no exponent. */
export const transposed = (x: MathPart): MathNode => {
  const base = part(x);
  return meaning(
    'transpose($x)',
    node('msup', [{ ...base, attributes: { ...base.attributes, arg: 'x' } }, mo('⊤')]),
  );
};

/** The spectral norm ‖x‖₂. */
export const norm = (...parts: readonly MathPart[]): MathNode => msub(fenced('‖', '‖', ...parts), mn('2'));

/** ∂x/∂y. */
export const derivative = (of: MathPart, by: MathPart): MathNode =>
  mfrac(mrow(mo('∂', { rspace: '0' }), of), mrow(mo('∂', { rspace: '0' }), by));

/** A factor beside another without a sign between. */
export const times = (...parts: readonly MathPart[]): MathNode =>
  mrow(...parts.flatMap((it, i) => (i === 0 ? [it] : ['\u2062', it])));

/** A function of something: `φ(x)`. */
export const applied = (name: MathPart, ...parts: readonly MathPart[]): MathNode =>
  mrow(name, '\u2061', fenced('(', ')', ...parts));
