import type { Findings } from '../findings';
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
  findings.setting(name.name === 'String' ? key.slice(1, -1) : key, value.from, value.to);
}
