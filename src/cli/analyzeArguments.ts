import { parseArgs } from 'node:util';
import { activationNames, parseActivation, type ActivationName } from '../core/recurrence/activation';
import { verdictNames, type VerdictName } from '../core/verdict';
import { projectConfigName } from './projectConfig';
import { parseShard, type Shard } from './scan/shard';
import { UsageError } from './usageError';

const maxJobs = 64;

/** How the answer can be printed. */
export const outputFormats = [
  'table',
  'json',
  'jsonl',
  'markdown',
  'html',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'lines',
] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** What `gradient-lens analyze` was asked; `null` where an argument was not given and a config may say. */
export interface Request {
  /** Files, folders and globs. */
  readonly patterns: readonly string[];
  readonly format: OutputFormat;
  /** The config to use instead of the nearest one. */
  readonly config: string | null;
  readonly steps: number | null;
  readonly activation: ActivationName | null;
  /** The one tensor (or module) of a checkpoint to analyze; `null` for all. */
  readonly tensor: string | null;
  /** List a checkpoint's tensors instead of analyzing them. */
  readonly list: boolean;
  /** List also the matrices that nothing shows to recur, with their figures. */
  readonly all: boolean;
  /** The NumPy file whose inputs drive the cells of checkpoints. */
  readonly inputs: string | null;
  readonly failOn: readonly VerdictName[] | null;
  /** The file with the names of more files, or `-` for standard input. */
  readonly filesFrom: string | null;
  readonly shard: Shard | null;
  /** Files that are analyzed at once. */
  readonly jobs: number;
  /** The file that the answer is written to; `null` for standard output. */
  readonly output: string | null;
  /** Keep the records in the output whose files have not changed. */
  readonly resume: boolean;
  readonly statistics: boolean;
  readonly exitZero: boolean;
  /** The file with the findings that fail no check. */
  readonly baseline: string | null;
  readonly updateBaseline: boolean;
}

export const analyzeUsage = `gradient-lens analyze PATH… [--format NAME] [--steps T] [--activation NAME] [--fail-on VERDICTS]
                   [--config FILE] [--tensor NAME | --list] [--all] [--inputs FILE]
                   [--files-from FILE] [--shard I/N] [--jobs N] [--output FILE] [--resume]
                   [--baseline FILE [--update-baseline]] [--statistics] [--exit-zero]

Finds what recurs in texts and checkpoints (.npy, .npz, .safetensors, PyTorch, ONNX, Keras): matrices and cells that multiply
their own output. Says whether gradients vanish or explode over T steps, and what shows that they recur. Of configs (JSON, YAML, TOML, Jsonnet) that describe a recurrent
network it predicts the same from the initializer. A PATH is a file, a folder or a glob such as "models/**/*.json".

  --format NAME      ${outputFormats.join(', ')} (default table)
  --json             the same as --format json: one JSON object
  --steps T          horizon in steps, 1 to 100000 (default 100, or the sequence length that a file names)
  --activation NAME  ${activationNames.slice(0, 6).join(', ')},
                     ${activationNames.slice(6).join(', ')} (default tanh)
  --tensor NAME      analyze one tensor or module of a checkpoint, a square matrix as recurrent
  --list             list a checkpoint's tensors: name, type, shape, bytes
  --all              list every other matrix too, with its figures and without a verdict
  --inputs FILE      drive the cells of checkpoints with your own inputs: FILE.npy or FILE.npz[:name], steps × inputs
                     or batch × steps × inputs; they settle the verdict, and their rows are the horizon
  --fail-on LIST     exit with 1 when one of these verdicts is found: ${verdictNames.join(', ')}
  --config FILE      thresholds, horizon, activation, ignore, failOn from this file instead of the nearest
                     ${projectConfigName} upward from each file; arguments take precedence
  --baseline FILE    findings that this file knows fail no check, unless they got worse; --update-baseline writes it
  --statistics       how often each rule was met, instead of the findings
  --exit-zero        exit with 0 whatever was found
  --files-from FILE  read more file names from FILE, one a line, or from standard input (-)
  --jobs N           analyze N files at once (default 1)
  --shard I/N        only the I-th of N parts of about as many bytes; auto or auto/N takes I from a Slurm array (tasks
                     numbered from 1) or a Kubernetes indexed job. Parts in --format jsonl are put together by merge
  --output FILE      write the answer to FILE, whole or not at all; in --format jsonl a record as soon as it is found
  --resume           keep the records of --output whose files have not changed since`;

/**
 * Reads what follows `analyze` on the command line.
 * @throws UsageError with one sentence that names the argument and the mend.
 */
export function parseRequest(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Request {
  const { values, positionals: patterns } = parse(args);
  if (patterns.length === 0 && values['files-from'] === undefined)
    throw new UsageError('name at least one file to analyze');
  if (values.list && values.tensor !== undefined)
    throw new UsageError('--list and --tensor do not go together: use one');
  const failOn = values['fail-on'];
  const format = formatOf(values.format, values.json);
  if (values.list && format !== 'table' && format !== 'json')
    throw new UsageError(`--list prints a table or JSON, not ${format}`);
  const { output = null, resume, statistics, baseline = null } = values;
  if (resume && (output === null || format !== 'jsonl'))
    throw new UsageError('--resume goes with --format jsonl and --output FILE, whose records it keeps');
  if (statistics && format !== 'table' && format !== 'json')
    throw new UsageError(`--statistics prints a table or JSON, not ${format}`);
  const updateBaseline = values['update-baseline'];
  if (updateBaseline && baseline === null)
    throw new UsageError('--update-baseline goes with --baseline FILE, which it writes');
  if (format === 'jsonl' && baseline !== null)
    throw new UsageError('--baseline is for the report: give it to merge, not with --format jsonl');
  return {
    patterns,
    format,
    config: values.config ?? null,
    steps: values.steps === undefined ? null : parseSteps(values.steps),
    activation: values.activation === undefined ? null : activationOf(values.activation),
    tensor: values.tensor ?? null,
    list: values.list,
    all: values.all,
    inputs: values.inputs ?? null,
    failOn: failOn === undefined ? null : failOn.split(',').flatMap(verdictOf),
    filesFrom: values['files-from'] ?? null,
    shard: values.shard === undefined ? null : parseShard(values.shard, env),
    jobs: values.jobs === undefined ? 1 : parseJobs(values.jobs),
    exitZero: values['exit-zero'],
    ...{ output, resume, statistics, baseline, updateBaseline },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        format: { type: 'string' },
        config: { type: 'string' },
        steps: { type: 'string' },
        tensor: { type: 'string' },
        list: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        inputs: { type: 'string' },
        activation: { type: 'string' },
        'fail-on': { type: 'string' },
        'files-from': { type: 'string' },
        shard: { type: 'string' },
        jobs: { type: 'string' },
        output: { type: 'string' },
        resume: { type: 'boolean', default: false },
        statistics: { type: 'boolean', default: false },
        'exit-zero': { type: 'boolean', default: false },
        baseline: { type: 'string' },
        'update-baseline': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function formatOf(text: string | undefined, json: boolean): OutputFormat {
  if (text === undefined) return json ? 'json' : 'table';
  const format = outputFormats.find((name) => name === text);
  if (!format) throw new UsageError(`--format takes one of ${outputFormats.join(', ')}, not ${text}`);
  if (json && format !== 'json')
    throw new UsageError(`--json and --format ${format} do not go together: use one`);
  return format;
}

function parseSteps(text: string): number {
  const steps = Number(text);
  if (!Number.isInteger(steps) || steps < 1 || steps > 100_000) {
    throw new UsageError(`--steps takes a whole number from 1 to 100000, not ${text}`);
  }
  return steps;
}

/** How many files are worked on at once. */
export function parseJobs(text: string): number {
  const jobs = Number(text);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > maxJobs)
    throw new UsageError(`--jobs takes a whole number from 1 to ${maxJobs}, not ${text}`);
  return jobs;
}

function activationOf(text: string): ActivationName {
  const name = parseActivation(text);
  if (!name) throw new UsageError(`--activation takes one of ${activationNames.join(', ')}, not ${text}`);
  return name;
}

/** A verdict in a list of `--fail-on`; none for an empty entry. */
export function verdictOf(text: string): VerdictName[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const name = verdictNames.find((candidate) => candidate === trimmed);
  if (!name)
    throw new UsageError(`--fail-on takes verdicts out of ${verdictNames.join(', ')}, not ${trimmed}`);
  return [name];
}
