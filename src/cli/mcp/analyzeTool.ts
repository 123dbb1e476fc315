import { basename } from 'node:path';
import type { AnalysisOptions } from '../../core/analysis';
import { nowhere } from '../../core/location';
import { checkpointAnswer, shortAnswer, worstFirst } from '../../present/answer';
import { pictureOf, type AnyRecord } from '../../present/kinds';
import { toRecord } from '../../present/matrix/record';
import { svgFigure } from '../../present/plot/svg';
import { standingOf } from '../../present/role/standing';
import { chatTool } from '../../shared/chatTool';
import { DocumentAnalysis } from '../../analysis/document/documentAnalysis';
import { checkpointReport } from '../checkpointReport';
import { isTextEnding } from '../../shared/searchedFiles';
import { fileReport } from '../fileReport';
import { holdsCheckpoint } from '../holdsCheckpoint';
import { optionsOf, optionSchema } from './options';
import { theme } from './picture';
import type { Roots } from './roots';
import type { Answer, Parameters, Tool } from './tool';

/** Order of the largest matrix that an expression may give. */
const maxOrder = 2048;

/** `gradient_lens_analyze`: a file under the roots, or an expression, and the verdict in a few lines. */
export function analyzeTool(roots: Roots): Tool {
  const analysis = new DocumentAnalysis();
  return {
    name: chatTool.name,
    title: 'Analyze gradients',
    description: chatTool.description,
    inputSchema: {
      type: 'object',
      properties: {
        ...chatTool.properties,
        ...optionSchema,
        picture: { type: 'boolean', description: 'Adds a picture (SVG) of the worst finding.' },
      },
    },
    async answer(parameters) {
      const { file, expression, picture } = parameters;
      const options = optionsOf(parameters);
      const { words, findings } =
        typeof expression === 'string' && file === undefined
          ? await ofExpression(expression, options, analysis)
          : await ofFile(parameters, options, { roots, analysis });
      return picture === true ? { words, ...pictured(findings, options) } : { words };
    },
  };
}

/** The answer, and what it tells of. */
interface Told {
  readonly words: string;
  readonly findings: readonly AnyRecord[];
}

async function ofExpression(
  expression: string,
  options: AnalysisOptions,
  analysis: DocumentAnalysis,
): Promise<Told> {
  const finding = await analysis.expression({ source: expression, options, limits: { size: maxOrder } });
  if (!finding.summary)
    throw new Error(`${expression} is larger than ${maxOrder} × ${maxOrder}: choose a smaller one`);
  const found = analysis.analysis({ key: finding.key, options, literal: expression });
  const standing = standingOf(finding.decision, () => nowhere);
  const findings = [toRecord(finding.name, nowhere, found, standing)];
  return { words: shortAnswer(expression, findings, []), findings };
}

async function ofFile(
  parameters: Parameters,
  options: AnalysisOptions,
  { roots, analysis }: { readonly roots: Roots; readonly analysis: DocumentAnalysis },
): Promise<Told> {
  const { file } = parameters;
  if (typeof file !== 'string') throw new Error('Name a file or an expression.');
  const tensor = typeof parameters['tensor'] === 'string' ? parameters['tensor'] : undefined;
  const path = await roots.locate(file);
  if (await holdsCheckpoint(path, isTextEnding)) {
    const asked =
      parameters['steps'] === undefined ? options : { ...options, stepsFrom: 'argument' as const };
    const report = await checkpointReport(path, {
      ...{ options: asked, tensor: tensor ?? null, list: false, all: false },
    });
    const errors = report.errors.map(({ message }) => message);
    return { words: checkpointAnswer(basename(file), { ...report, errors }), findings: report.findings };
  }
  const { findings, errors } = await fileReport(path, options, analysis);
  const chosen = tensor === undefined ? findings : findings.filter(({ name }) => name === tensor);
  if (tensor !== undefined && chosen.length === 0) {
    const known = findings.map(({ name }) => name).slice(0, 20);
    throw new Error(`${file} has no ${tensor}; it has ${known.join(', ') || 'no matrix'}.`);
  }
  const messages = errors.map(({ message }) => message);
  return { words: shortAnswer(basename(file), chosen, messages), findings: chosen };
}

/** The picture of the worst finding that has one. */
function pictured(findings: readonly AnyRecord[], { thresholds }: AnalysisOptions): Pick<Answer, 'picture'> {
  for (const record of worstFirst(findings)) {
    const plot = pictureOf(record, thresholds);
    if (plot) return { picture: svgFigure(plot, record.name, 'plot', theme) };
  }
  return {};
}
