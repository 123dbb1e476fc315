import { extname } from 'node:path';
import { matrixRemedyNames, reshapeFor } from '../../core/matrixRemedy';
import type { TextEdit } from '../../core/textEdit';
import { DocumentAnalysis, type FullReport } from '../../analysis/document/documentAnalysis';
import { RewriteError } from '../../detect/edits/rewriteError';
import { formatNumber } from '../../present/format';
import type { RewriteParams } from '../../shared/service';
import { notebookEnding, textLanguages } from '../../shared/searchedFiles';
import { locator, type Locate } from '../locator';
import { readText } from '../readText';
import { optionsOf, optionSchema } from './options';
import type { Roots } from './roots';
import type { Tool } from './tool';

/** Matrices of one file for which edits are worked out. */
const maxMatrices = 5;
/** Edits beyond this are joined, so that an answer stays short. */
const maxEdits = 20;
/** Characters of an answer; a large matrix written anew is longer than an agent wants. */
const maxAnswerLength = 50_000;

/** A change of a text with what it does. */
interface Proposal {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** `gradient_lens_remedy`: what can be changed in a text, as edits that the agent may make. */
export function remedyTool(roots: Roots): Tool {
  const analysis = new DocumentAnalysis();
  return {
    name: 'gradient_lens_remedy',
    title: 'Propose a remedy as an edit',
    description:
      'Proposes edits of a text file that keep its gradients from vanishing or exploding: clipping in a training loop, values of a recurrent model or config, a matrix rescaled or made orthogonal. Each edit has its place (line and column from 1, end exclusive), the old text and the new. Changes nothing itself.',
    inputSchema: {
      type: 'object',
      properties: {
        file: { type: 'string', description: 'Path of a text file under the roots.' },
        name: {
          type: 'string',
          description: 'Only the matrix of this name; all training loops and configs without it.',
        },
        ...optionSchema,
      },
      required: ['file'],
    },
    async answer(parameters) {
      const { file, name } = parameters;
      if (typeof file !== 'string') throw new Error('Name a text file.');
      const options = optionsOf(parameters);
      const path = await roots.locate(file);
      const extension = extname(path).toLowerCase();
      const languageId = textLanguages[extension];
      if (languageId === undefined || extension === notebookEnding)
        throw new Error(`${file} is not a text that edits can be proposed for: name a script or a config.`);
      const text = await readText(path);
      const named = typeof name === 'string' ? name : null;
      const limits = { size: Infinity };
      const found = await analysis.documentInFull({
        text,
        languageId,
        options,
        limits,
        asked: named !== null,
      });
      const chosen = found.findings.filter(({ name: own, decision, analysis: figures }) =>
        named === null ? decision.judged && isAtFault(figures?.verdict?.name) : own === named,
      );
      const proposals: Proposal[] = named === null ? proposalsOf(found) : [];
      for (const matrix of chosen.slice(0, maxMatrices)) {
        if (matrix.analysis && !matrix.derived)
          proposals.push(...(await reshaped(matrix, { text, languageId }, analysis)));
      }
      if (proposals.length === 0)
        return { words: `${file}: there is nothing that an edit of this file would mend.` };
      const locate = locator(text);
      const words = proposals.map((proposal) => told(proposal, text, locate)).join('\n\n');
      if (words.length > maxAnswerLength)
        throw new Error(`The edits of ${file} take ${words.length} characters: name one smaller matrix.`);
      return { words };
    },
  };
}

const isAtFault = (verdict: string | undefined): boolean => verdict !== undefined && verdict !== 'stable';

/** What is found in a text by itself: clipping in its loops, values of its configs. */
function proposalsOf({ trainingLoops, configs }: Pick<FullReport, 'trainingLoops' | 'configs'>): Proposal[] {
  const ofConfigs = configs
    .flatMap(({ notices }) => notices.flatMap(({ edits }) => edits))
    .map(({ title, range, text: newText }) => ({ title, edits: [{ ...range, newText }] }));
  return [...trainingLoops, ...ofConfigs].filter(({ edits }) => edits.length > 0);
}

/** A matrix by each remedy that applies to it. */
async function reshaped(
  { name, range, analysis: found }: FullReport['findings'][number],
  source: Pick<RewriteParams, 'text' | 'languageId'>,
  analysis: DocumentAnalysis,
): Promise<Proposal[]> {
  const { verdict = null, remedies = [], figures } = found ?? {};
  const grounds = { verdict, remedies, sigmaMax: figures?.sigmaMax ?? 0 };
  const proposals: Proposal[] = [];
  for (const remedy of matrixRemedyNames) {
    const reshape = reshapeFor(remedy, grounds);
    if (!reshape) continue;
    try {
      const { edits, spectralRadius, sigmaMax } = await analysis.rewrite({
        ...{ ...source, range, reshape, precision: 'literal', maxEdits },
      });
      const radius = spectralRadius === null ? '' : `, ρ ${formatNumber(spectralRadius)}`;
      proposals.push({ title: `${name}: ${remedy} (then σ_max ${formatNumber(sigmaMax)}${radius})`, edits });
    } catch (error) {
      // One that this text does not take, such as halves among integers, takes nothing from the others.
      if (!(error instanceof RewriteError || error instanceof RangeError)) throw error;
      proposals.push({ title: `${name}: ${remedy} is not possible. ${error.message}`, edits: [] });
    }
  }
  return proposals;
}

/** A proposal as text: its title, and every edit with its place, what stands there and what is to stand there. */
function told({ title, edits }: Proposal, text: string, locate: Locate): string {
  return [
    edits.length > 0 ? `${title}:` : title,
    ...edits.map(({ start, end, newText }) => {
      const { line, column, endLine, endColumn } = locate({ start, end });
      return JSON.stringify({ line, column, endLine, endColumn, old: text.slice(start, end), new: newText });
    }),
  ].join('\n');
}
