import * as vscode from 'vscode';
import { rulesWith, type MonitorRules } from '../../core/monitor/rules';
import { runFilesBelow, runsOf, tellingOf, type FolderEntry, type FoundRun } from '../../shared/runFiles';
import type { Run, RunWithCurve } from '../../shared/runs';
import type { AnalysisWorker } from '../analysisWorker';
import { fileName } from '../fileName';
import { setting } from '../settings';
import { runPlace } from './runPlace';

interface Told extends RunWithCurve {
  readonly uri: vscode.Uri;
}

interface Known {
  /** Sizes and times of the folder's files, and the rules. */
  readonly version: string;
  readonly told: readonly Told[];
}

/** The runs below a folder; one whose files are as they were is not read again. */
export class RunsFolder {
  private folders = new Map<string, FoundRun>();
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly root: vscode.Uri,
    private readonly worker: AnalysisWorker,
  ) {}

  /** The folders that hold logs, from a fresh listing. */
  async list(): Promise<string[]> {
    this.folders = new Map(runsOf(await this.logsBelow()).map((found) => [found.run, found]));
    for (const folder of this.known.keys()) if (!this.folders.has(folder)) this.known.delete(folder);
    return [...this.folders.keys()];
  }

  /** The runs in one of the listed folders. */
  async read(folder: string): Promise<Run[]> {
    const found = this.folders.get(folder);
    if (!found) return [];
    const rules = rulesWith(setting('gradientLens.monitor.rules', this.root));
    const version = `${await this.stampsOf(found.files)} ${JSON.stringify(rules)}`;
    let known = this.known.get(folder);
    if (known?.version !== version) {
      const told = await tellingOf(found, (run, file) => this.told(run || fileName(this.root), file, rules));
      known = { version, told };
      this.known.set(folder, known);
    }
    return known.told.map(({ row }) => row);
  }

  /** A run that was read. */
  at(run: string): Told | undefined {
    for (const { told } of this.known.values()) {
      const found = told.find(({ row }) => row.run === run);
      if (found) return found;
    }
    return undefined;
  }

  private async told(run: string, path: string, rules: MonitorRules): Promise<Told[]> {
    const uri = vscode.Uri.joinPath(this.root, path);
    const place = await runPlace(uri).catch(() => undefined);
    if (!place) return [];
    // No thread keeps anything of a run, so that any may take it.
    const answers = await this.worker.call('run', { run, place, rules });
    return answers.map((answer) => ({ ...answer, uri }));
  }

  private async stampsOf(files: readonly string[]): Promise<string> {
    const stamps = files.map(async (path) => {
      try {
        const { size, mtime } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(this.root, path));
        return `${path}/${size}/${mtime}`;
      } catch {
        return `${path}/gone`;
      }
    });
    return (await Promise.all(stamps)).join(' ');
  }

  private logsBelow(): Promise<string[]> {
    return runFilesBelow(async (below) => {
      try {
        const entries = await vscode.workspace.fs.readDirectory(
          below === '' ? this.root : vscode.Uri.joinPath(this.root, below),
        );
        return entries.map(([name, type]) => [name, kindOf(type)]);
      } catch (error) {
        // Only the folder that was named must be there.
        if (below === '') throw error;
        return [];
      }
    });
  }
}

/** The type of a link to a file holds that of a file as well. */
function kindOf(type: vscode.FileType): FolderEntry[1] {
  if (type === vscode.FileType.Directory) return 'folder';
  return type & vscode.FileType.File ? 'file' : 'other';
}
