import { rules } from '../../present/report/rules';
import type { Tool } from './tool';

/** `gradient_lens_explain`: what a rule means, and where its grounds are published. */
export const explainTool: Tool = {
  name: 'gradient_lens_explain',
  title: 'Explain a rule',
  description:
    'Explains a rule of Gradient Lens, such as gain-exploding, as diagnostics, SARIF and JSON name it: what it means, what to do, and the paper that it rests on. Without a rule, lists all of them.',
  inputSchema: {
    type: 'object',
    properties: { rule: { type: 'string', description: 'The rule, such as cell-jacobian-vanishing.' } },
  },
  answer({ rule }) {
    const line = ([id, { title }]: readonly [string, { readonly title: string }]): string =>
      `- ${id}: ${title}`;
    const all = Object.entries(rules).map(line).join('\n');
    if (rule === undefined) return Promise.resolve({ words: all });
    const id = typeof rule === 'string' ? rule : '';
    const text = Object.hasOwn(rules, id) ? rules[id] : undefined;
    return text
      ? Promise.resolve({ words: `${id}: ${text.title}\n${text.help}\nGrounds: ${text.link}` })
      : Promise.reject(new Error(`There is no rule of this name; there are:\n${all}`));
  },
};
