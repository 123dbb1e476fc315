import { parseArgs } from 'node:util';
import { defaultThresholds, type AnalysisOptions } from '../core/analysis';
import { activationNames, parseActivation } from '../core/recurrence/activation';
import { verdictNames, type VerdictName } from '../core/verdict';
import { isCheckpoint } from './checkpointReport';
import { UsageError } from './usageError';

/** What `gradient-lens analyze` was asked. */
export interface Request {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly options: AnalysisOptions;
  /** `--steps` was given, so no sequence length beside a checkpoint takes its place. */
  readonly stepsAsked: boolean;
  /** The one tensor (or module) of a checkpoint to analyse; `null` for all. */
  readonly tensor: string | null;
  /** List a checkpoint's tensors instead of analysing them. */
  readonly list: boolean;
  readonly failOn: readonly VerdictName[];
}

export const analyzeUsage = `gradient-lens analyze FILE… [--json] [--steps T] [--activation NAME] [--fail-on VERDICTS]
                   [--tensor NAME | --list]

Finds the weight matrices in the files, and the recurrences in checkpoints (.npy, .npz, .safetensors, PyTorch, ONNX,
Keras), and says whether gradients vanish or explode over T steps. Of configs (JSON, YAML, TOML) that describe a recurrent
network it predicts the same from the initialiser.

  --json             print one JSON object instead of a table
  --steps T          horizon in steps, 1 to 100000 (default 100, or the sequence length that a file names)
  --activation NAME  ${activationNames.slice(0, 6).join(', ')},
                     ${activationNames.slice(6).join(', ')} (default tanh)
  --tensor NAME      analyse one tensor or module of a checkpoint, a square matrix as recurrent
  --list             list a checkpoint's tensors: name, type, shape, bytes
  --fail-on LIST     exit with 1 when one of these verdicts is found: ${verdictNames.join(', ')}`;

/**
 * Reads what follows `analyze` on the command line.
 * @throws UsageError with one sentence that names the argument and the mend.
 */
export function parseRequest(args: readonly string[]): Request {
  const { values, positionals: files } = parse(args);
  if (files.length === 0) throw new UsageError('name at least one file to analyse');
  if (values.list && values.tensor !== undefined)
    throw new UsageError('--list and --tensor do not go together: use one');
  if (values.list || values.tensor !== undefined) {
    const text = files.find((file) => !isCheckpoint(file));
    if (text !== undefined)
      throw new UsageError(
        `${values.list ? '--list' : '--tensor'} is for checkpoints, and ${text} does not end as one does`,
      );
  }
  return {
    files,
    json: values.json,
    options: {
      steps: parseSteps(values.steps ?? '100'),
      activation: activationOf(values.activation),
      thresholds: defaultThresholds,
    },
    stepsAsked: values.steps !== undefined,
    tensor: values.tensor ?? null,
    list: values.list,
    failOn: (values['fail-on'] ?? '').split(',').flatMap(verdictOf),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        steps: { type: 'string' },
        tensor: { type: 'string' },
        list: { type: 'boolean', default: false },
        activation: { type: 'string', default: 'tanh' },
        'fail-on': { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function parseSteps(text: string): number {
  const steps = Number(text);
  if (!Number.isInteger(steps) || steps < 1 || steps > 100_000) {
    throw new UsageError(`--steps takes a whole number from 1 to 100000, not ${text}`);
  }
  return steps;
}

function activationOf(text: string): AnalysisOptions['activation'] {
  const name = parseActivation(text);
  if (!name) throw new UsageError(`--activation takes one of ${activationNames.join(', ')}, not ${text}`);
  return name;
}

function verdictOf(text: string): VerdictName[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const name = verdictNames.find((candidate) => candidate === trimmed);
  if (!name)
    throw new UsageError(`--fail-on takes verdicts out of ${verdictNames.join(', ')}, not ${trimmed}`);
  return [name];
}
