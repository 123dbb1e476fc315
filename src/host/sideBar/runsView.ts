import * as vscode from 'vscode';
import { severity } from '../../core/monitor/judgment';
import { rulesWith, type MonitorRules } from '../../core/monitor/rules';
import { checkpointEndings } from '../../shared/checkpointEndings';
import { defaultChoice } from '../../shared/monitor';
import { runsOf, tellingOf } from '../../shared/runFiles';
import type { Run as RunOfMany } from '../../shared/runs';
import type { AnalysisWorker } from '../analysisWorker';
import { views } from '../contributions';
import { fileName } from '../fileName';
import type { Log } from '../log';
import { logSource } from '../monitor/logSource';
import { runPlace } from '../monitor/runPlace';
import { setting } from '../settings';
import { verdictMark } from '../verdictMark';
import { excluded } from './excluded';
import { worstFirst, type Row } from './row';
import { RowTree } from './rowTree';
import { seriesOf } from '../../shared/checkpointSeries';

/** Logs as a glob finds them, without braces in braces; which of them are runs, `runsOf` says. */
const tables = ['metrics', 'log', 'training', 'history', 'progress', 'results'];
const logGlob = `**/{${[
  ...['*.wandb', '*tfevents*', 'trainer_state.json', 'scalars.json', '*.log.json', '*.jsonl', '*.ndjson'],
  ...['*.log', '*.out', '*grad*norm', ...tables.flatMap((name) => [`${name}.csv`, `${name}.tsv`])],
].join(',')}}`;
const maxFiles = 20_000;
/** Runs that are judged unasked, the newest first, and the size of a log up to which they are. */
const maxJudged = 100;
const maxLog = 64 * 2 ** 20;
/** A log that was written to so lately is live, and how often that is asked, in ms. */
const liveMs = 60_000;
const askEveryMs = 5000;

interface Run {
  readonly row: Row;
  readonly mtime: number;
}

type Told = Pick<RunOfMany, 'verdict' | 'format' | 'reason'>;

const rulesOf = (uri: vscode.Uri): MonitorRules => rulesWith(setting('gradientLens.monitor.rules', uri));

/** The view *Runs & Series*: training logs, live ones first, and checkpoints of one training. */
export class RunsView implements vscode.Disposable {
  private runs: readonly Run[] = [];
  private series: readonly Row[] = [];
  private readonly tree = new RowTree(() => this.rows);
  private readonly view = vscode.window.createTreeView(views.runs, { treeDataProvider: this.tree });
  private readonly visibility = this.view.onDidChangeVisibility(() => void this.seen());
  private listed = false;
  private isBusy = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly worker: AnalysisWorker,
    private readonly log: Log,
  ) {
    void this.seen();
  }

  /** Lists the runs anew, if they were ever listed. */
  async refresh(): Promise<void> {
    if (!this.listed || this.isBusy) return;
    this.isBusy = true;
    try {
      await vscode.window.withProgress({ location: { viewId: views.runs } }, () => this.list());
    } catch (error) {
      this.log.error('the runs could not be listed', error);
    } finally {
      this.isBusy = false;
    }
  }

  dispose(): void {
    clearInterval(this.timer);
    vscode.Disposable.from(this.visibility, this.view, this.tree).dispose();
  }

  private get rows(): Row[] {
    const runs = this.runs
      .map(({ row }) => row)
      .sort((a, b) => Number(b.isLive) - Number(a.isLive) || worstFirst(a, b));
    return [...runs, ...this.series];
  }

  private async seen(): Promise<void> {
    clearInterval(this.timer);
    if (!this.view.visible) return;
    this.timer = setInterval(() => void this.followLive(), askEveryMs);
    if (this.listed) return;
    this.listed = true;
    await this.refresh();
  }

  private async list(): Promise<void> {
    const find = (glob: string) => vscode.workspace.findFiles(glob, excluded(), maxFiles);
    const endings = checkpointEndings.map((ending) => ending.slice(1)).join(',');
    const [logs, checkpoints] = [await find(logGlob), await find(`**/*.{${endings}}`)];
    const byPath = new Map([...logs, ...checkpoints].map((uri) => [relative(uri), uri]));
    this.series = seriesOf(checkpoints.map(relative)).map(({ name, files }) =>
      seriesRow(
        name,
        files.map((file) => byPath.get(file)!),
      ),
    );
    const found: Run[] = [];
    for (const run of runsOf(logs.map(relative))) {
      const rows = await tellingOf(run, (name, file) => Promise.resolve([runRow(name, byPath.get(file)!)]));
      for (const row of rows) found.push({ row, mtime: await mtimeOf(row.uri) });
    }
    this.runs = found.sort((a, b) => b.mtime - a.mtime);
    this.tree.refresh();
    const judged: Run[] = [];
    for (const run of this.runs.slice(0, maxJudged)) {
      const next = await this.judge(run);
      if (next) judged.push(next);
    }
    this.runs = [...judged, ...found.slice(maxJudged)];
    this.tree.refresh();
  }

  /** The run with its verdict; nothing for a log without norms. */
  private async judge({ row, mtime }: Run): Promise<Run | undefined> {
    const { uri, label } = row;
    const key = `${views.runs}:${row.id}`;
    const isLive = Date.now() - mtime < liveMs;
    try {
      if ((await vscode.workspace.fs.stat(uri)).size > maxLog) {
        return { mtime, row: { ...runRow(label, uri), isLive } };
      }
      const told = isLive ? await this.followed(key, uri) : await this.readOnce(key, row);
      if (!told) return undefined;
      const { verdict, format, reason } = told;
      const said = [verdictMark(verdict), format].filter(Boolean).join(' · ');
      return { mtime, row: { ...runRow(label, uri), verdict, said, tooltip: reason, isLive } };
    } catch {
      // No log after all, or gone.
      return undefined;
    }
  }

  /** What is told of a log that grows: the worker keeps it, and reads what was appended. */
  private async followed(key: string, uri: vscode.Uri): Promise<Told | undefined> {
    const model = await this.worker.call(
      'monitor',
      {
        ...{ key, path: uri.path, ...(await logSource(uri).read()), choice: defaultChoice },
        rules: rulesOf(uri),
      },
      { subject: key },
    );
    const { verdict, format, explanation } = model;
    return verdict === null ? undefined : { verdict, format: format ?? '', reason: explanation };
  }

  /** What is told of a log that nobody writes to: a run's verdict is less work than a monitor's figures. */
  private async readOnce(subject: string, { uri, label, isLive }: Row): Promise<Told | undefined> {
    if (isLive) await this.worker.call('monitorClosed', { key: subject }, { subject });
    const request = { run: label, place: await runPlace(uri), rules: rulesOf(uri) };
    const rows = (await this.worker.call('run', request, { subject })).map(({ row }) => row);
    return rows.sort((a, b) => severity[b.verdict] - severity[a.verdict])[0];
  }

  /** Judges again what grew, and finds what fell silent. */
  private async followLive(): Promise<void> {
    if (!this.view.visible || this.isBusy) return;
    this.isBusy = true;
    try {
      let changed = false;
      const runs: Run[] = [];
      for (const [i, run] of this.runs.entries()) {
        const mtime = i < maxJudged ? await mtimeOf(run.row.uri) : run.mtime;
        const isLive = Date.now() - mtime < liveMs;
        const isSame = mtime === run.mtime && isLive === run.row.isLive;
        const now = isSame || (i >= maxJudged && !isLive) ? run : await this.judge({ ...run, mtime });
        changed ||= now !== run;
        runs.push(now ?? run);
      }
      this.runs = runs;
      if (changed) this.tree.refresh();
    } finally {
      this.isBusy = false;
    }
  }
}

const relative = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri);

const mtimeOf = (uri: vscode.Uri): Promise<number> =>
  Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    ({ mtime }) => mtime,
    () => 0,
  );

function runRow(run: string, uri: vscode.Uri): Row {
  return {
    ...{ id: uri.toString(), role: 'run', uri, label: run === '' ? fileName(uri) : run },
    ...{ verdict: null, said: '', tooltip: relative(uri), isLive: false },
  };
}

function seriesRow(name: string, files: readonly vscode.Uri[]): Row {
  const rows = files.map((uri, i): Row => {
    const previous = files[i - 1];
    return {
      ...{ id: `series:${uri.toString()}`, role: 'checkpoint', uri, label: relative(uri), verdict: null },
      said: '',
      ...(previous ? { previous } : {}),
    };
  });
  return {
    ...{ id: `series:${name}`, role: 'series', uri: files[0]!, label: name, verdict: null, rows },
    said: vscode.l10n.t('{0} checkpoints', files.length),
  };
}
