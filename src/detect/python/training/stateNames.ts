import type { SyntaxNode } from '../syntax';
import type { Script } from './script';

/** Names that mean the state of a recurrent network and little else; `hidden_states` are a transformer's. */
export const stateName =
  /^(?:self\.)?_?(?:(?:\w+_)?(?:hidden|hiddens|hid|hx|hc|hprev|h_prev|prev_h|rnn_states?|lstm_states?|gru_states?|carry|hstate)|hidden_?state|h_?\d?|h_?t|hn|h_n|(?:enc|dec|encoder|decoder|prev|rnn|lstm|gru)_(?:hidden|states?|h)\w*)$/i;
/** With some libraries a plain `state` means the same. */
export const plainState = /^(?:self\.)?states?$/;
/** A product with weights. */
export const product = /@|\b(?:mm|matmul|dot|addmm|einsum|linear|mv|bmm|tensordot|dense|affine)\(/i;
/** An elementwise function around it. */
export const squashed = /\b(?:tanh|sigmoid|relu|softplus|sigma|hard_tanh|selu|elu|gelu|silu)\(/i;
/** Methods that begin a sequence with an empty memory. */
export const starter =
  /^(?:init_?hidden\w*|init_?h|zero_state|begin_state|initialize_carry|init_carry|initial_hidden\w*|get_initial_state|init_rnn\w*|init_lstm\w*|reset_hidden\w*)$/i;
/** What takes and returns a `state` that is none of a network: an environment, the step of a trainer. */
export const noModel =
  /(?:^|[._])(?:envs?(?:\.\w+)?|step|scan|fori_loop|while_loop|init|(?:update|train|optimi[sz]e|apply_gradients|epoch)\w*)$/i;
/** Methods that make one step. */
export const cellMethod = /cell|step|recur|rnn|lstm|gru/i;

/** Whether a name is read in a text. */
export function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.'"])${escape(name)}(?![\\w'"])`).test(text);
}

/** Whether a loop's variable chooses the weights: `layer(x)`, `self.layers[i](x)`, `self.weights[i] @ x`. */
export function isApplied(text: string, variable: string): boolean {
  const name = escape(variable);
  return new RegExp(`(?<![\\w.])${name}(?:\\.\\w+)*\\(|\\bself\\.\\w+\\[\\s*${name}\\b|\\{${name}\\}`).test(
    text,
  );
}

/** The loop around a node within a function. */
export function loopAround(node: SyntaxNode, home: SyntaxNode): SyntaxNode | null {
  for (let at = node.parent; at && at.from >= home.from && at !== home; at = at.parent) {
    if (at.name === 'ForStatement' || at.name === 'WhileStatement') return at;
    if (at.name === 'FunctionDefinition') return null;
  }
  return null;
}

/** The variables of a `for`. */
export function loopVariables(loop: SyntaxNode, script: Script): string[] {
  if (loop.name !== 'ForStatement') return [];
  return (
    /^(?:async\s+)?for\s+([\s\S]*?)\s+in\b/.exec(script.read(loop).slice(0, 300))?.[1]?.match(/\w+/g) ?? []
  );
}

/** The return statements of a function. */
export function returned(home: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const cursor = home.cursor();
  do {
    if (cursor.name === 'ReturnStatement') found.push(cursor.node);
  } while (cursor.next() && cursor.from < home.to);
  return found;
}

/** A text as a pattern that matches it. */
export function escape(text: string): string {
  return text.replace(/[.[\]*+?^${}()|\\]/g, '\\$&');
}
