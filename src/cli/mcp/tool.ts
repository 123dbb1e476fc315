/** What an agent sends. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What a tool says. */
export interface Answer {
  readonly words: string;
  /** An SVG of its own. */
  readonly picture?: string;
}

/** A tool that only reads. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** JSON schema of the arguments. */
  readonly inputSchema: {
    readonly type: 'object';
    readonly properties: Record<string, object>;
    readonly required?: string[];
  };
  /** @throws Error with one sentence for people. */
  answer(parameters: Parameters): Promise<Answer>;
}

/** A way to work with the tools, which a person picks in the client. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The one value that a person gives. */
  readonly argument: { readonly name: string; readonly description: string; readonly required: boolean };
  text(value: string | undefined): string;
}
