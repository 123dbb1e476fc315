import { nowhere } from '../../core/location';
import { basename } from 'node:path';
import { defaultThresholds, type AnalysisOptions } from '../../core/analysis';
import { checkpointAnswer, shortAnswer } from '../../present/answer';
import { toRecord } from '../../present/matrix/record';
import { standingOf } from '../../present/role/standing';
import { activationNames, parseActivation } from '../../core/recurrence/activation';
import { chatTool } from '../../shared/chatTool';
import { DocumentAnalysis } from '../../analysis/document/documentAnalysis';
import { checkpointReport } from '../checkpointReport';
import { isTextEnding } from '../../shared/searchedFiles';
import { fileReport } from '../fileReport';
import { holdsCheckpoint } from '../holdsCheckpoint';
import type { Roots } from './roots';
import type { Tool } from './server';

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
        steps: { type: 'integer', minimum: 1, maximum: 100_000, description: 'Horizon T (default 100).' },
        activation: { type: 'string', enum: [...activationNames], description: 'Default tanh.' },
      },
    },
    async answer(parameters) {
      const { file, expression } = parameters;
      const tensor = typeof parameters['tensor'] === 'string' ? parameters['tensor'] : undefined;
      const options = optionsOf(parameters);
      if (typeof expression === 'string' && file === undefined) {
        const limits = { size: maxOrder };
        const finding = await analysis.expression({ source: expression, options, limits });
        if (!finding.summary)
          throw new Error(`${expression} is larger than ${maxOrder} × ${maxOrder}: choose a smaller one`);
        const found = analysis.analysis({ key: finding.key, options, literal: expression });
        return shortAnswer(
          expression,
          [
            toRecord(
              finding.name,
              nowhere,
              found,
              standingOf(finding.decision, () => nowhere),
            ),
          ],
          [],
        );
      }
      if (typeof file !== 'string') throw new Error('Name a file or an expression.');
      const path = await roots.locate(file);
      if (await holdsCheckpoint(path, isTextEnding)) {
        const asked =
          parameters['steps'] === undefined ? options : { ...options, stepsFrom: 'argument' as const };
        const wanted = { options: asked, tensor: tensor ?? null, list: false, all: false };
        const report = await checkpointReport(path, wanted);
        return checkpointAnswer(basename(file), {
          ...report,
          errors: report.errors.map(({ message }) => message),
        });
      }
      const { findings, errors } = await fileReport(path, options, analysis);
      const chosen = tensor === undefined ? findings : findings.filter(({ name }) => name === tensor);
      if (tensor !== undefined && chosen.length === 0) {
        const known = findings.map(({ name }) => name).slice(0, 20);
        throw new Error(`${file} has no ${tensor}; it has ${known.join(', ') || 'no matrix'}.`);
      }
      return shortAnswer(
        basename(file),
        chosen,
        errors.map(({ message }) => message),
      );
    },
  };
}

function optionsOf({ steps = 100, activation = 'tanh' }: Readonly<Record<string, unknown>>): AnalysisOptions {
  const horizon = Number(steps);
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > 100_000) {
    throw new Error(`steps takes a whole number from 1 to 100000, not ${String(steps)}.`);
  }
  const name = parseActivation(String(activation));
  if (!name) throw new Error(`activation takes one of ${activationNames.join(', ')}.`);
  return { steps: horizon, activation: name, thresholds: defaultThresholds };
}
