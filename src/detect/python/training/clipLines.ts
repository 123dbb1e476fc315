import type { TextEdit } from '../../../core/textEdit';
import type { SyntaxNode } from '../syntax';
import type { Backward, Step } from './events';
import { parametersOf } from './models';
import type { Script } from './script';
import type { Scope } from './scopes';
import { maxNorm } from './trainingFix';

/** PyTorch's clip by global norm. */
export const clipFunction = 'torch.nn.utils.clip_grad_norm_';

/** The lines that clip before a step; null where no line does. */
export function clipLines(
  { runner, receiver }: Backward,
  { optimizer, parameters: moved }: Step,
  models: readonly string[],
  scope: Scope,
  script: Script,
): string[] | null {
  const { quote } = script;
  if (models.length === 0 && optimizer === null && moved === null) return null;
  const parameters = moved ?? parametersOf(models, optimizer, quote);
  switch (runner) {
    case 'accelerate': {
      const clip = `${receiver}.clip_grad_norm_(${parameters}, ${maxNorm})`;
      // While gradients accumulate, only the last pass before a step holds the whole of them.
      return script.text.includes('.accumulate(')
        ? [`if ${receiver}.sync_gradients:`, script.indentUnit + clip]
        : [clip];
    }
    case 'fabric':
      return models.length === 1 && optimizer !== null
        ? [`${receiver}.clip_gradients(${models[0]}, ${optimizer}, max_norm=${maxNorm})`]
        : null;
    case 'lightning':
      return optimizer === null
        ? null
        : [
            `${receiver}.clip_gradients(${optimizer}, gradient_clip_val=${maxNorm}, gradient_clip_algorithm=${quote}norm${quote})`,
          ];
    case 'distributed':
    case 'autograd':
      return null;
    case 'torch':
      return [
        `${script.imports.nameFor(clipFunction, scope) ?? clipFunction}(${parameters}, max_norm=${maxNorm})`,
      ];
  }
}

/** Behind the backward pass where the step is the next statement, else directly before the step. */
export function insertion(
  lines: readonly string[],
  backward: SyntaxNode,
  step: SyntaxNode,
  script: Script,
): TextEdit | null {
  const statement = script.statementOf(step);
  const indent = script.indentOf(statement);
  const before = statement.prevSibling;
  if (indent === null) {
    if (lines.some((line) => line.endsWith(':'))) return null;
    const newText = lines.map((line) => `${line}; `).join('');
    return { start: statement.from, end: statement.from, newText };
  }
  if (before?.name === 'ExpressionStatement' && before.from <= backward.from && backward.to <= before.to) {
    const end = script.endOfLine(before.to);
    const newText = lines.map((line) => script.eol + indent + line).join('');
    return { start: end, end, newText };
  }
  const newText = lines.map((line) => line + script.eol + indent).join('');
  return { start: statement.from, end: statement.from, newText };
}
