/** An expression as far as the flow of values needs it, whatever the language. Offsets are those of the text. */
export type Expression =
  /** A variable, or one reached by attributes and constant keys: `h`, `self.W`, `params.W_hh`. */
  | ({ readonly kind: 'name'; readonly path: string } & At)
  /** A matrix that detection found, by its index. */
  | ({ readonly kind: 'matrix'; readonly index: number } & At)
  /** A product of matrices, or of a matrix and a vector, in order. */
  | ({ readonly kind: 'product'; readonly factors: readonly Expression[] } & At)
  | ({ readonly kind: 'transpose'; readonly of: Expression } & At)
  /** A power of a matrix (not of its entries). */
  | ({ readonly kind: 'power'; readonly of: Expression; readonly exponent: Expression } & At)
  | ({
      readonly kind: 'call';
      /** `np.tanh`; empty where a computed thing is called. */
      readonly callee: string;
      /** What a method is called on. */
      readonly receiver: Expression | null;
      readonly positional: readonly Expression[];
      readonly keywords: ReadonlyMap<string, Expression>;
    } & At)
  | ({
      readonly kind: 'element';
      readonly of: Expression;
      /** The index as it is written. */
      readonly index: string;
      readonly indices: readonly Expression[];
    } & At)
  /** An operator that works entry by entry. */
  | ({ readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[] } & At)
  /** The first branch where the condition, if it is known, holds. */
  | ({
      readonly kind: 'choice';
      readonly branches: readonly Expression[];
      readonly condition?: Expression;
    } & At)
  | ({ readonly kind: 'list'; readonly items: readonly Expression[] } & At)
  | ({ readonly kind: 'pairs'; readonly entries: readonly (readonly [string, Expression])[] } & At)
  | ({ readonly kind: 'function'; readonly function: FunctionNode } & At)
  /** `[body for target in over]` */
  | ({
      readonly kind: 'each';
      readonly target: Expression;
      readonly over: Expression;
      readonly body: Expression;
    } & At)
  /** `(h := f(h))` */
  | ({ readonly kind: 'bind'; readonly target: Expression; readonly value: Expression } & At)
  | ({ readonly kind: 'number'; readonly value: number } & At)
  | ({ readonly kind: 'text'; readonly value: string } & At)
  /** What is not understood, with the parts that it is made of. */
  | ({ readonly kind: 'other'; readonly parts: readonly Expression[] } & At);

interface At {
  readonly from: number;
  readonly to: number;
}

/** One step of a program. */
export type Statement =
  | ({
      readonly kind: 'assign';
      readonly targets: readonly Expression[];
      readonly value: Expression;
      /** `*` of `*=`; undefined for a plain assignment. */
      readonly operator?: string;
    } & At)
  | ({ readonly kind: 'run'; readonly value: Expression } & At)
  /** `return` or `yield`. */
  | ({ readonly kind: 'give'; readonly value: Expression } & At)
  | ({ readonly kind: 'assert'; readonly value: Expression } & At)
  | ({
      readonly kind: 'loop';
      /** What the loop binds at each turn; null for `while`. */
      readonly target: Expression | null;
      readonly over: Expression | null;
      readonly body: readonly Statement[];
    } & At)
  /** What may or may not run. */
  | ({ readonly kind: 'branch'; readonly body: readonly Statement[] } & At)
  /** `owner` is the class that a decorator adds the function to: `@add_to_class(Owner)`. */
  | ({ readonly kind: 'define'; readonly function: FunctionNode; readonly owner?: string } & At)
  | ({
      readonly kind: 'class';
      readonly name: string;
      readonly body: readonly Statement[];
      readonly bases?: readonly Expression[];
    } & At)
  /** What names stand for by an import: `nn` for `torch.nn`. */
  | ({ readonly kind: 'import'; readonly names: readonly (readonly [alias: string, path: string])[] } & At)
  | ({ readonly kind: 'outer'; readonly names: readonly string[] } & At);

/** A function, a method, or a lambda. */
export interface FunctionNode {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  /** MATLAB's functions name what they return. */
  readonly returns?: readonly string[];
  readonly from: number;
  readonly to: number;
}

export interface Parameter {
  readonly name: string;
  readonly otherwise?: Expression;
}
