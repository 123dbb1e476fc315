import type { Statement } from '../evidence/flow/expression';
import { Literals } from '../evidence/literals';
import { readBracketFlow } from '../evidence/matlab/statements';
import { readPythonFlow } from '../evidence/python/statements';
import type { Findings } from '../findings';
import type { SyntaxNode } from '../python/syntax';
import { mayModel } from '../worthReading';
import { type ModelText, readModels } from './readModels';

/** A longer text is data, or generated. */
const maxChars = 500_000;

/** Adds the recurrent models in a text of source code; `top` is Python's syntax tree. */
export function findModels(findings: Findings, language: ModelText['language'], top?: SyntaxNode): void {
  const { text } = findings;
  if (text.length > maxChars || !mayModel(text)) return;
  findings.tick();
  const literals = new Literals([]);
  const program: readonly Statement[] =
    language !== 'python'
      ? readBracketFlow(text, language, literals)
      : top
        ? readPythonFlow(top, text, literals)
        : [];
  const { matrices } = findings.detection();
  findings.addConfigs(readModels({ text, language, program, known: matrices.map(({ range }) => range) }));
}
