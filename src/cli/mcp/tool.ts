import { basename } from 'node:path';
import { defaultThresholds, type AnalysisOptions } from '../../core/analysis';
import { checkpointAnswer, shortAnswer } from '../../core/answer';
import { toRecord } from '../../core/record';
import { activationNames, parseActivation } from '../../core/recurrence/activation';
import { isCheckpoint } from '../../shared/checkpointEndings';
import { DocumentAnalysis } from '../../analysis/document/documentAnalysis';
import { checkpointReport } from '../checkpointReport';
import { fileReport } from '../fileReport';
import type { Roots } from './roots';
import type { Tool } from './server';

const nowhere = { line: 0, column: 0, endLine: 0, endColumn: 0 };

/** `gradient_lens_analyze`: a file under the roots, or an expression, and the verdict in a few lines. */
export function analyzeTool(roots: Roots): Tool {
  const analysis = new DocumentAnalysis();
  return {
    name: 'gradient_lens_analyze',
    title: 'Analyze gradients',
    description:
      'Says whether gradients backpropagated through a recurrent weight matrix vanish or explode over T steps, with σ_max, spectral radius, gain and a remedy. Give a file with matrices (JSON, Python, YAML, a model checkpoint or config) or a matrix expression such as 0.9 * identity(64).',
    inputSchema: {
      type: 'object',
      properties: {
        file: { type: 'string', description: 'Path of a file under the roots of this server.' },
        tensor: { type: 'string', description: 'Only the matrix, module or tensor of this name.' },
        expression: { type: 'string', description: 'A matrix expression instead of a file.' },
        steps: { type: 'integer', minimum: 1, maximum: 100_000, description: 'Horizon T (default 100).' },
        activation: { type: 'string', enum: [...activationNames], description: 'Default tanh.' },
      },
    },
    async answer(parameters) {
      const { file, expression } = parameters;
      const tensor = typeof parameters['tensor'] === 'string' ? parameters['tensor'] : undefined;
      const options = optionsOf(parameters);
      if (typeof expression === 'string' && file === undefined) {
        const limits = { size: 2048 };
        const finding = await analysis.expression({ source: expression, options, limits });
        if (!finding.analysis)
          throw new Error(`${expression} is larger than 2048 × 2048: choose a smaller one`);
        return shortAnswer(expression, [toRecord(finding.name, nowhere, finding.analysis)], []);
      }
      if (typeof file !== 'string') throw new Error('Name a file or an expression.');
      const path = await roots.locate(file);
      if (isCheckpoint(path)) {
        const stepsAsked = parameters['steps'] !== undefined;
        const report = await checkpointReport(path, { options, stepsAsked, tensor: tensor ?? null, list: false }); // prettier-ignore
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
