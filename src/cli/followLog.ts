import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { MonitorVerdict } from '../core/monitor/report';
import { FormatError } from '../formats/formatError';
import type { FollowedLog } from '../formats/logs/followedLog';
import type { Terminal } from './command';
import type { MonitorRequest } from './monitorArguments';
import { compilerLine, workflowCommand } from './monitorFormats';
import type { MonitorRecord } from './monitorRecord';
import { followedLog, judged, readOn } from './readMonitored';
import { printable } from './style';

/** Signals that end the following, with the statuses by which shells tell of them. */
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Reads on while a log grows and prints what happens in it: ends with 1 when the verdict turns to one of `--fail-on`, with 0
 * when nothing was written for `--idle` seconds, and with 128 and its number for a signal, which the first process of a
 * container would outlive if it did not take it. A file that is not there yet, was rotated or truncated is waited for and read
 * anew.
 */
export async function followLog(file: string, request: MonitorRequest, terminal: Terminal): Promise<number> {
  const stop = new AbortController();
  const names = Object.keys(signals) as (keyof typeof signals)[];
  const onSignal = (name: NodeJS.Signals): void => {
    stop.abort(name);
  };
  for (const name of names) process.on(name, onSignal);
  try {
    return await follow(file, request, terminal, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    return signals[stop.signal.reason as keyof typeof signals];
  } finally {
    for (const name of names) process.off(name, onSignal);
  }
}

/** @throws the signal's reason, or an error of its own, when it was aborted */
async function follow(
  file: string,
  request: MonitorRequest,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { interval, idle, failOn, exec } = request;
  const followed = followedLog(file);
  const events = new Events(request, terminal);
  let known = -1;
  let since = Date.now();
  let last: MonitorRecord | undefined;
  for (;;) {
    const log = followed.log;
    const problem = await news(followed, file, signal);
    if (problem !== null) events.problem(problem);
    if (followed.bytesRead !== known || followed.log !== log) {
      known = followed.bytesRead;
      since = Date.now();
      const before = last?.verdict ?? null;
      last = judged(followed, file, request).record;
      events.tell(last);
      const { verdict } = last;
      const isFailing = verdict !== null && failOn.includes(verdict);
      const isTurned =
        verdict !== before && (isFailing || verdict === 'exploding' || verdict === 'vanishing');
      if (exec !== undefined && isTurned && (failOn.length === 0 || isFailing))
        await runCommand(exec, last, signal);
      if (isFailing) return 1;
    }
    if (idle !== null && Date.now() - since >= 1000 * idle) return last?.verdict == null ? 2 : 0;
    await pause(1000 * interval, undefined, { signal });
  }
}

/** Reads what is new; a sentence where nothing can be read now. */
async function news(followed: FollowedLog, file: string, signal: AbortSignal): Promise<string | null> {
  try {
    await readOn(followed, file, {
      complete: false,
      progress: () => {
        signal.throwIfAborted();
      },
    });
    return null;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return error.message;
  }
}

/** Prints each event once. */
class Events {
  private verdict: MonitorVerdict | null = null;
  private readonly told = new Set<string>();

  constructor(
    private readonly request: MonitorRequest,
    private readonly terminal: Terminal,
  ) {}

  tell(record: MonitorRecord): void {
    const { verdict, notes, recommendation, explanation } = record;
    if (verdict !== this.verdict) {
      this.verdict = verdict;
      this.say(record, explanation);
    }
    if (this.request.quiet) return;
    for (const spike of record.spikes) {
      const place = record.stepFrom === 'record' ? 'record' : 'step';
      this.once(`${place} ${spike.step}: spike of ${spike.series}, ${Number(spike.value.toPrecision(4))}`);
    }
    // Figures within a note change from look to look; its kind is told once.
    for (const note of notes) this.once(note, note.replace(/[\d.,]+/g, '#'));
    if (recommendation) this.once(`clip at ${Number(recommendation.threshold.toPrecision(3))}`, 'clip');
  }

  problem(sentence: string): void {
    if (!this.request.quiet) this.once(sentence);
  }

  private say(record: MonitorRecord, text: string): void {
    const { format } = this.request;
    if (format === 'json') this.terminal.log(JSON.stringify(eventOf(record)));
    else if (format === 'github') this.terminal.log(workflowCommand(record));
    else if (format === 'lines') this.terminal.log(compilerLine(record));
    else this.terminal.log(printable(`${record.verdict ?? 'no norms yet'}: ${text}`));
  }

  private once(text: string, key = text): void {
    if (this.told.has(key)) return;
    this.told.add(key);
    if (this.request.format === 'table') this.terminal.log(printable(text));
  }
}

const eventOf = ({ file, verdict, since, stepFrom, reason }: MonitorRecord): object => ({
  file,
  verdict,
  since,
  stepFrom,
  reason,
});

/** Runs the person's command in their shell and waits for it; what it ends with is its own affair. */
function runCommand(
  command: string,
  { file, verdict, since, reason }: MonitorRecord,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((done) => {
    const child = spawn(command, {
      shell: true,
      signal,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        GRADIENT_LENS_FILE: file,
        GRADIENT_LENS_VERDICT: verdict ?? '',
        GRADIENT_LENS_STEP: String(since ?? ''),
        GRADIENT_LENS_REASON: reason,
      },
    });
    child.once('error', () => {
      done();
    });
    child.once('close', () => {
      done();
    });
  });
}
