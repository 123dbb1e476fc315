import { parseArgs } from 'node:util';
import { defaultRules, isRuleValue, ruleNames, rulesWith, type MonitorRules } from '../core/monitor/rules';
import { UsageError } from './usageError';

/** What `gradient-lens monitor` was asked. */
export interface MonitorRequest {
  readonly file: string;
  readonly json: boolean;
  readonly warmup: number;
  readonly threshold: number | undefined;
  readonly rules: MonitorRules;
}

export const monitorUsage = `gradient-lens monitor FILE [--json] [--warmup N] [--threshold X] [--rule NAME=VALUE]…

Says where the gradients of a training log vanish or explode, and where to clip them. Reads TensorBoard, W&B and MLflow
files, trainer_state.json, CSV, JSON Lines, and the logs of fairseq, ESPnet2, Megatron-LM, MMEngine and icefall.

  --json             print one JSON object instead of a table
  --warmup N         leave the first N recorded steps out of the recommendation (default 0)
  --threshold X      the clipping threshold in force, to know how often it acted
  --rule NAME=VALUE  another limit than the published one: ${ruleNames.map((name) => `${name} (${defaultRules[name]})`).join(', ')}`;

/**
 * Reads what follows `monitor` on the command line.
 * @throws UsageError with one sentence that names the argument and the mend.
 */
export function parseMonitorRequest(args: readonly string[]): MonitorRequest {
  const { values, positionals } = parse(args);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('name one training log to monitor');
  const warmup = Number(values.warmup);
  if (!Number.isInteger(warmup) || warmup < 0) {
    throw new UsageError(`--warmup takes a whole number of steps, not ${values.warmup}`);
  }
  const threshold = values.threshold === undefined ? undefined : Number(values.threshold);
  if (threshold !== undefined && !(threshold > 0 && threshold < Infinity)) {
    throw new UsageError(`--threshold takes a positive number, not ${values.threshold ?? ''}`);
  }
  return {
    file,
    json: values.json,
    warmup,
    threshold,
    rules: rulesWith(Object.fromEntries(values.rule.map(ruleOf))),
  };
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
        warmup: { type: 'string', default: '0' },
        threshold: { type: 'string' },
        rule: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
