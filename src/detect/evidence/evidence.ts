import { parser } from '@lezer/python';
import type { DetectableLanguage } from '../candidate';
import { nestsDeeperThan } from '../depth';
import { maxBracketDepth, type Tree } from '../python/syntax';
import { testifyData } from './data';
import { Literals } from './literals';
import { readBracketFlow } from './matlab/statements';
import { readPythonFlow } from './python/statements';
import { testify } from './testify';
import type { Subject, Witness } from './witness';

/**
 * What a text says about the role of each of its matrices, in their order: evidence of a recurrence, what speaks
 * against one, and how the matrix is changed. Nothing is executed; a text that cannot be followed says nothing.
 * `tree` is the text's syntax tree where the caller has one.
 */
export function gatherEvidence(
  text: string,
  languageId: DetectableLanguage,
  subjects: readonly Subject[],
  tree?: Tree,
): Witness[] {
  if (subjects.length === 0) return [];
  const literals = new Literals(subjects.map(({ range }) => range));
  switch (languageId) {
    case 'python': {
      if (!tree && nestsDeeperThan(maxBracketDepth, text)) return testifyData(subjects, text);
      return testify(readPythonFlow((tree ?? parser.parse(text)).topNode, text, literals), subjects, text);
    }
    case 'matlab':
    case 'julia':
      return testify(readBracketFlow(text, languageId, literals), subjects, text);
    default:
      return testifyData(subjects, text);
  }
}
