import { parseArgs } from 'node:util';
import { verdictNames, type VerdictName } from '../core/verdict';
import { outputFormats, verdictOf, type OutputFormat } from './analyzeArguments';
import { UsageError } from './usageError';

const formats = outputFormats.filter((name) => name !== 'jsonl');

/** A verdict that may fail a check; `undetermined` only on training logs. */
export type FailingVerdict = VerdictName | 'undetermined';

/** What `gradient-lens merge` was asked. */
export interface MergeRequest {
  readonly parts: readonly string[];
  readonly format: Exclude<OutputFormat, 'jsonl'>;
  /** The list of the files that have to be in the parts. */
  readonly expect: string | null;
  readonly failOn: readonly FailingVerdict[] | null;
  readonly output: string | null;
  readonly baseline: string | null;
  readonly statistics: boolean;
  readonly exitZero: boolean;
}

export const mergeUsage = `gradient-lens merge PART… [--expect FILE] [--format NAME] [--output FILE] [--fail-on VERDICTS] [--baseline FILE]
                   [--statistics] [--exit-zero]

Puts the parts of a scan (analyze, series or monitor --shard I/N --format jsonl --output PART) together to the report that one
process would have written. Names parts that are missing, torn or double, and the expression that repairs them, on standard error.

  --format NAME      ${formats.join(', ')} (default table)
  --expect FILE      a list of files, one a line, all of which have to be there
  --fail-on LIST     as of the scan, instead of what each part was asked: ${verdictNames.join(', ')};
                     of monitor also undetermined
  --output, --baseline, --statistics, --exit-zero as of analyze`;

/**
 * Reads what follows `merge` on the command line.
 * @throws UsageError with one sentence that names the argument and the fix.
 */
export function parseMergeRequest(args: readonly string[]): MergeRequest {
  const { values, positionals: parts } = parse(args);
  if (parts.length === 0)
    throw new UsageError('name the parts to merge, the files that --output has written');
  const failOn = values['fail-on'];
  const wanted = values.format ?? (values.json ? 'json' : 'table');
  const format = formats.find((name) => name === wanted);
  if (!format) throw new UsageError(`--format takes one of ${formats.join(', ')}, not ${wanted}`);
  const { output = null, expect = null, baseline = null, statistics } = values;
  if (statistics && format !== 'table' && format !== 'json')
    throw new UsageError(`--statistics prints a table or JSON, not ${format}`);
  return {
    ...{ parts, format, expect, output, baseline, statistics },
    exitZero: values['exit-zero'],
    failOn:
      failOn === undefined
        ? null
        : failOn
            .split(',')
            .flatMap((name): FailingVerdict[] =>
              name.trim() === 'undetermined' ? ['undetermined'] : verdictOf(name),
            ),
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
        expect: { type: 'string' },
        'fail-on': { type: 'string' },
        output: { type: 'string' },
        baseline: { type: 'string' },
        statistics: { type: 'boolean', default: false },
        'exit-zero': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
