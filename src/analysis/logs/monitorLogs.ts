import type { GradientLog } from '../../core/monitor/gradientLog';
import { report, type MonitorReport } from '../../core/monitor/report';
import { FollowedLog } from '../../formats/logs/followedLog';
import { fileName } from '../../formats/logs/logFormat';
import type { MonitorModel, MonitorRequest } from '../../shared/monitor';
import { monitorModel } from './monitorModel';
import { updateFrom } from './readLog';

/** Logs kept at once; the one longest unseen is forgotten first, and read anew if it is asked for. */
const maxLogs = 16;

/** Reading for so long, and judging what was read, makes an answer within a second. */
const firstBudget = 500;

interface Followed {
  readonly log: FollowedLog;
  /** Time for the next part of a large file, in ms. */
  budget: number;
  /** The last report, with what it was made of. */
  judged: { readonly report: MonitorReport; readonly of: GradientLog; readonly version: string } | undefined;
}

/** The training logs that are being followed. */
export class MonitorLogs {
  private readonly followed = new Map<string, Followed>();

  /**
   * Reads what was appended since the last time and judges all of it.
   * @throws FormatError when the file cannot be read or is no log.
   */
  async model(
    request: MonitorRequest,
    progress: (done: number) => void = () => undefined,
  ): Promise<MonitorModel> {
    const { key, path, file, bytes, complete, choice, rules } = request;
    const followed = this.take(key, path);
    const budget = request.inParts ? followed.budget : undefined;
    await updateFrom(followed.log, { path, file, bytes }, { complete, progress, budget });
    // All that was read is judged each time, so the parts grow.
    followed.budget = followed.log.bytesLeft > 0 ? 2 * followed.budget : firstBudget;
    const { log: whole, bytesRead, formatName = null } = followed.log;
    const log = whole.runs.get(choice.run ?? '') ?? whole;
    const version = `${bytesRead}/${choice.warmup}/${JSON.stringify(rules)}`;
    const { judged } = followed;
    const current =
      judged?.of === log && judged.version === version
        ? judged.report
        : report(log, { warmup: choice.warmup, rules, format: formatName });
    followed.judged = { report: current, of: log, version };
    const runs = [...whole.runs.keys()];
    const run = runs.find((name) => whole.runs.get(name) === log) ?? null;
    const { bytesLeft } = followed.log;
    const readShare = bytesLeft > 0 ? bytesRead / (bytesRead + bytesLeft) : null;
    const about = { name: fileName(path), format: formatName, runs, run, readShare };
    return monitorModel(log, current, { choice, rules }, about);
  }

  close(key: string): null {
    this.followed.delete(key);
    return null;
  }

  private take(key: string, path: string): Followed {
    const followed = this.followed.get(key) ?? {
      log: new FollowedLog(path),
      budget: firstBudget,
      judged: undefined,
    };
    // Last in the map is last seen.
    this.followed.delete(key);
    this.followed.set(key, followed);
    for (const oldest of this.followed.keys()) {
      if (this.followed.size <= maxLogs) break;
      this.followed.delete(oldest);
    }
    return followed;
  }
}
