import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { decideRole, type RoleDecision } from '../../../../src/core/role/decide';
import type { DetectableLanguage } from '../../../../src/detect/candidate';
import { gatherEvidence } from '../../../../src/detect/evidence/evidence';
import type { Witness } from '../../../../src/detect/evidence/witness';
import { detection } from '../found';

const languages: Readonly<Record<string, DetectableLanguage>> = {
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.py': 'python',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.toml': 'toml',
  '.m': 'matlab',
  '.jl': 'julia',
  '.txt': 'plaintext',
};

/** A matrix of a text with what was decided of it. */
export interface Judged {
  readonly name: string;
  /** From 1. */
  readonly line: number;
  readonly decision: RoleDecision;
  readonly witness: Witness;
}

/** What is decided of the matrices of a text. */
export function judge(text: string, language: DetectableLanguage): Judged[] {
  const { matrices } = detection(text, language);
  const witnesses = gatherEvidence(text, language, matrices);
  return matrices.map(({ name, range }, index) => {
    const witness = witnesses[index]!;
    const { evidence, vetoes, otherwise } = witness;
    const line = text.slice(0, range.start).split('\n').length;
    return { name, line, witness, decision: decideRole(evidence, vetoes, otherwise) };
  });
}

/** What is decided of the matrices of a file; null where its language is none that is read. */
export function judgeFile(path: string): Judged[] | null {
  const language = languages[extname(path)];
  return language ? judge(readFileSync(path, 'utf8'), language) : null;
}

/** Whether a name is the wanted one, or the end of it. */
export function isNamed(name: string, wanted: string): boolean {
  return name === wanted || name.endsWith(`.${wanted}`) || name.startsWith(`${wanted}.`);
}
