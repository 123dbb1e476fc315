import type { TextRange } from '../../core/textRange';
import type { Findings } from '../findings';
import { namesSteps } from '../steps';
import type { SyntaxNode } from './syntax';

/** At a `=` or `:`, notes a setting: `seq_len = 50`, `f(bptt=35)`, `self.horizon: int = 10`, `{'seq_len': 50}`. */
export function noteSetting(operator: SyntaxNode, findings: Findings): void {
  const value = operator.nextSibling;
  if (value?.name !== 'Number') return;
  const before = operator.prevSibling;
  const target = before?.name === 'TypeDef' ? before.prevSibling : before;
  // The last name of `self.config.seq_len` is the one that counts.
  const name = target?.name === 'MemberExpression' ? target.lastChild : target;
  if (!name || !/^(?:VariableName|PropertyName|String)$/.test(name.name)) return;
  const key = findings.text.slice(name.from, name.to);
  const plain = name.name === 'String' ? key.slice(1, -1) : key;
  if (namesSteps(plain)) findings.setting(plain, value.from, value.to, { scope: scopeOf(operator) });
}

/** The function that a setting stands in, as a parameter too; of an attribute the class; null for the file. */
function scopeOf(operator: SyntaxNode): TextRange | null {
  const isAttribute = operator.prevSibling?.name === 'MemberExpression';
  for (let at = operator.parent; at; at = at.parent) {
    const isScope = at.name === 'ClassDefinition' || (at.name === 'FunctionDefinition' && !isAttribute);
    if (isScope) return { start: at.from, end: at.to };
  }
  return null;
}
