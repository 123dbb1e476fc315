import { parseArgs } from 'node:util';
import { defaultRules, isRuleValue, ruleNames, rulesWith, type MonitorRules } from '../core/monitor/rules';
import type { MonitorVerdict } from '../core/monitor/report';
import { parseJobs } from './analyzeArguments';
import { parseShard, type Shard } from './scan/shard';
import { UsageError } from './usageError';

/** How the answer is printed. */
export const monitorFormats = ['table', 'json', 'lines', 'github', 'markdown', 'html'] as const;
export type MonitorFormat = (typeof monitorFormats)[number];

const failing = ['exploding', 'vanishing', 'undetermined'] as const;

/** What `gradient-lens monitor` was asked. */
export interface MonitorRequest {
  /** Files, folders and globs. */
  readonly paths: readonly string[];
  readonly format: MonitorFormat | 'jsonl';
  readonly warmup: number;
  readonly threshold: number | undefined;
  readonly rules: MonitorRules;
  readonly failOn: readonly MonitorVerdict[];
  readonly follow: boolean;
  /** Seconds between two looks at a log that is followed. */
  readonly interval: number;
  /** Seconds without news after which following ends; `null` for never. */
  readonly idle: number | null;
  readonly exec: string | undefined;
  readonly quiet: boolean;
  /** The file with the names of more logs, or `-` for standard input. */
  readonly filesFrom: string | null;
  readonly shard: Shard | null;
  /** Runs that are read at once. */
  readonly jobs: number;
  /** The file that the answer is written to; `null` for standard output. */
  readonly output: string | null;
  /** Keep the records in the output whose logs have not changed. */
  readonly resume: boolean;
}

export const monitorUsage = `gradient-lens monitor PATH… [--format NAME] [--fail-on VERDICTS] [--follow] [--exec CMD] [--quiet]
                     [--warmup N] [--threshold X] [--rule NAME=VALUE]…
                     [--files-from FILE] [--shard I/N] [--jobs N] [--output FILE] [--resume]

Says where the gradients of a training log vanish or explode, since when and why, and where to clip them. Reads TensorBoard, W&B
and MLflow files, trainer_state.json, CSV, JSON Lines, notebooks, what trainers print, and the logs of fairseq, ESPnet2,
Megatron-LM, MMEngine and icefall. A folder or a glob is a table of the runs in it, one line each.

  --format NAME      ${[...monitorFormats, 'jsonl'].join(', ')} (default table); --json is short for --format json
  --fail-on LIST     exit with 1 when one of these verdicts is found: ${failing.join(', ')}
  --follow           read on while the log grows, print events as they come, and with --fail-on end when the verdict turns;
                     a rotated or truncated log is read anew, a signal ends with 128 and its number
  --exec CMD         with --follow: run this command when the verdict turns, with GRADIENT_LENS_FILE, _VERDICT, _STEP and _REASON
  --interval S       with --follow: look for news every S seconds (default 2)
  --idle S           with --follow: end with 0 when nothing was written for S seconds
  --quiet            with --follow print the verdict alone when it turns; else print nothing, for the exit status
  --warmup N         leave the first N recorded steps out of the recommendation (default 0)
  --threshold X      the clipping threshold in force, to know how often it acted
  --rule NAME=VALUE  another limit than the published one: ${ruleNames.map((name) => `${name} (${defaultRules[name]})`).join(', ')}
  --files-from, --shard, --jobs, --output, --resume
                     as of analyze, for many runs; a part has whole runs, and merge puts parts in --format jsonl together`;

/**
 * Reads what follows `monitor` on the command line.
 * @throws UsageError with one sentence that names the argument and the mend.
 */
export function parseMonitorRequest(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): MonitorRequest {
  const { values, positionals } = parse(args);
  if (positionals.length === 0 && values['files-from'] === undefined)
    throw new UsageError('name a training log, a folder or a glob to monitor');
  if (values.follow && positionals.length > 1) throw new UsageError('--follow takes one training log');
  const follows = ['exec', 'interval', 'idle'] as const;
  const unused = values.follow ? undefined : follows.find((name) => values[name] !== undefined);
  if (unused) throw new UsageError(`--${unused} needs --follow`);
  const { output = null, resume } = values;
  const scans = ['files-from', 'shard', 'jobs', 'output'] as const;
  const scanned = values.follow ? scans.find((name) => values[name] !== undefined) : undefined;
  if (scanned) throw new UsageError(`--${scanned} does not go together with --follow`);
  const format = values.json ? 'json' : oneOf('format', values.format, [...monitorFormats, 'jsonl'] as const);
  if (values.follow && format === 'jsonl') throw new UsageError('--follow prints lines or json, not jsonl');
  if (resume && (output === null || format !== 'jsonl'))
    throw new UsageError('--resume goes with --format jsonl and --output FILE, whose records it keeps');
  const warmup = Number(values.warmup);
  if (!Number.isInteger(warmup) || warmup < 0) {
    throw new UsageError(`--warmup takes a whole number of steps, not ${values.warmup}`);
  }
  const threshold = values.threshold === undefined ? undefined : Number(values.threshold);
  if (threshold !== undefined && !(threshold > 0 && threshold < Infinity)) {
    throw new UsageError(`--threshold takes a positive number, not ${values.threshold ?? ''}`);
  }
  return {
    paths: positionals,
    format,
    failOn:
      values['fail-on'] === undefined
        ? []
        : values['fail-on'].split(',').map((name) => oneOf('fail-on', name.trim(), failing)),
    follow: values.follow,
    interval: secondsOf('interval', values.interval) ?? 2,
    idle: secondsOf('idle', values.idle) ?? null,
    exec: values.exec,
    quiet: values.quiet,
    warmup,
    threshold,
    filesFrom: values['files-from'] ?? null,
    shard: values.shard === undefined ? null : parseShard(values.shard, env),
    jobs: values.jobs === undefined ? 1 : parseJobs(values.jobs),
    output,
    resume,
    rules: rulesWith(Object.fromEntries(values.rule.map(ruleOf))),
  };
}

function oneOf<T extends string>(option: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((name) => name === text);
  if (found === undefined) throw new UsageError(`--${option} takes ${allowed.join(', ')}, not ${text}`);
  return found;
}

function secondsOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (!(seconds > 0 && seconds < 1e7))
    throw new UsageError(`--${option} takes a number of seconds, not ${text}`);
  return seconds;
}

function ruleOf(text: string): [name: string, value: number] {
  const [name, value] = text.split('=');
  const rule = ruleNames.find((known) => known === name);
  if (!rule) throw new UsageError(`--rule takes one of ${ruleNames.join(', ')}, not ${name ?? ''}`);
  const limit = Number(value);
  if (!isRuleValue(rule, limit))
    throw new UsageError(`--rule ${rule} takes a positive number, not ${value ?? 'nothing'}`);
  return [rule, limit];
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        format: { type: 'string', default: 'table' },
        'fail-on': { type: 'string' },
        follow: { type: 'boolean', default: false },
        interval: { type: 'string' },
        idle: { type: 'string' },
        exec: { type: 'string' },
        quiet: { type: 'boolean', default: false },
        'files-from': { type: 'string' },
        shard: { type: 'string' },
        jobs: { type: 'string' },
        output: { type: 'string' },
        resume: { type: 'boolean', default: false },
        warmup: { type: 'string', default: '0' },
        threshold: { type: 'string' },
        rule: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
