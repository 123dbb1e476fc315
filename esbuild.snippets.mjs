// The snippets for Python: the loggers that *Insert Gradient Logger* offers, and clipping, per framework.
import { readFileSync } from 'node:fs';

const loggers = { pytorch: 'PyTorch', lightning: 'Lightning', keras: 'Keras' };
const clipping = {
  'clip-torch': ['PyTorch', 'torch.nn.utils.clip_grad_norm_(${1:model}.parameters(), max_norm=${2:1.0})'],
  'clip-lightning': ['Lightning', 'gradient_clip_val=${1:1.0}, gradient_clip_algorithm="norm"'],
  'clip-keras': ['Keras', 'keras.optimizers.Adam(global_clipnorm=${1:1.0})'],
  'clip-optax': ['optax', 'optax.chain(optax.clip_by_global_norm(${1:1.0}), optax.adam(${2:learning_rate}))'],
};
/** What a snippet would read as a tab stop or the end of one. */
const plain = (code) => code.replace(/[\\$}]/g, '\\$&');

/** Snippets as VS Code reads them: by name the prefix, the lines and a description. */
export function pythonSnippets() {
  const code = (name) => readFileSync(`src/present/monitor/loggers/${name}.py`, 'utf8');
  const logging = Object.entries(loggers).map(([name, framework]) => [
    `Gradient logger (${framework})`,
    {
      prefix: `grad-log-${name}`,
      body: plain(code(name)).trimEnd().split('\n'),
      description: `Log gradient norms as JSON Lines, for ${framework}`,
    },
  ]);
  const clipped = Object.entries(clipping).map(([prefix, [framework, body]]) => [
    `Gradient clipping (${framework})`,
    {
      prefix: `grad-${prefix}`,
      body: [body],
      description: `Clip gradients by their global norm, for ${framework}`,
    },
  ]);
  return Object.fromEntries([...logging, ...clipped]);
}
