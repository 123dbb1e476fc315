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

/**
 * Reads on while a log grows and prints what happens in it: ends with 1 when the verdict turns to one of `--fail-on`, and
 * with 0 when nothing was written for `--idle` seconds. A file that is not there yet, was rotated or truncated is waited
 * for and read anew.
 */
export async function followLog(file: string, request: MonitorRequest, terminal: Terminal): Promise<number> {
  const { interval, idle, failOn, exec } = request;
  const followed = followedLog(file);
  const events = new Events(request, terminal);
  let known = -1;
  let since = Date.now();
  let last: MonitorRecord | undefined;
  for (;;) {
    const log = followed.log;
    const problem = await news(followed, file);
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
      if (exec !== undefined && isTurned && (failOn.length === 0 || isFailing)) await runCommand(exec, last);
      if (isFailing) return 1;
    }
    if (idle !== null && Date.now() - since >= 1000 * idle) return last?.verdict == null ? 2 : 0;
    await pause(1000 * interval);
  }
}

/** Reads what is new; a sentence where nothing can be read now. */
async function news(followed: FollowedLog, file: string): Promise<string | null> {
  try {
    await readOn(followed, file, false);
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
function runCommand(command: string, { file, verdict, since, reason }: MonitorRecord): Promise<void> {
  return new Promise((done) => {
    const child = spawn(command, {
      shell: true,
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
