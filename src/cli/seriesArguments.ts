import { parseRequest, type Request } from './analyzeArguments';
import { UsageError } from './usageError';

/** How series can be printed. */
export const seriesFormats = ['table', 'json', 'jsonl', 'markdown', 'html'] as const;

export const seriesUsage = `gradient-lens series PATH… [--format NAME] [--steps T] [--activation NAME] [--tensor NAME] [--inputs FILE]
                   [--fail-on VERDICTS] [--config FILE] [--files-from FILE] [--shard I/N] [--jobs N] [--output FILE]
                   [--resume] [--exit-zero]

Follows what recurs through the checkpoints of a training: files whose paths differ in their numbers alone, such as
model_1000.pt and model_2000.pt, or checkpoint-500/model.safetensors. Says for each matrix and cell where its verdict turns.

  --format NAME      ${seriesFormats.join(', ')} (default table); --json is short for --format json
  --fail-on LIST     exit with 1 when any of the checkpoints has one of these verdicts
  --steps, --activation, --tensor, --inputs, --config, --files-from, --shard, --jobs, --output, --resume, --exit-zero
                     as of analyze; merge puts the parts together`;

/** Options of analyze that have no meaning for a series. */
const foreign = ['list', 'all', 'baseline', 'update-baseline', 'statistics'];

/**
 * Reads what follows `series` on the command line.
 * @throws UsageError with one sentence that names the argument and the mend.
 */
export function parseSeriesRequest(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Request {
  const unknown = foreign.find((name) =>
    args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
  );
  if (unknown) throw new UsageError(`--${unknown} is for analyze, not for series`);
  const request = parseRequest(args, env);
  if (!seriesFormats.some((name) => name === request.format))
    throw new UsageError(`--format takes one of ${seriesFormats.join(', ')}, not ${request.format}`);
  return request;
}
