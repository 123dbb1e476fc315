import * as vscode from 'vscode';
import type { CheckpointPlace } from '../../shared/checkpoint';
import { fileName } from '../fileName';
import { HumanError } from '../humanError';
import { onDisk } from '../onDisk';

/** Bytes that an editor reads whole from a place that the worker cannot reach. */
export const readBudget = 256 * 2 ** 20;

/** The way to a checkpoint's bytes, and what has to be said about it. */
export interface CheckpointFile {
  readonly place: CheckpointPlace;
  readonly note: string | null;
}

const inMegabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(bytes < 2 ** 20 ? 2 : 0)} MB`;

/**
 * A file on a disk is left to the worker, which reads it by ranges. Any other is read whole through the editor, with what
 * stands beside it, up to `budget` bytes.
 * @throws HumanError when there is no such file, or it is over the budget
 */
export async function checkpointFile(uri: vscode.Uri, budget = readBudget): Promise<CheckpointFile> {
  if (onDisk(uri)) return { place: { kind: 'path', path: uri.fsPath }, note: null };
  const reader = new BudgetReader(uri, budget);
  const bytes = await reader.read(uri);
  if (!bytes)
    throw new HumanError(vscode.l10n.t('{0} cannot be read: check that it is still there.', fileName(uri)));
  const siblings = new Map<string, Uint8Array>();
  for (const name of siblingNames(fileName(uri), bytes)) {
    const beside = await reader.read(vscode.Uri.joinPath(uri, '..', name));
    if (beside) siblings.set(name, beside);
  }
  return {
    place: { kind: 'bytes', name: fileName(uri), bytes, siblings },
    note: vscode.l10n.t(
      'This file is not on a disk of this computer ({0}:), so it was read into memory: {1} of at most {2}.',
      uri.scheme,
      inMegabytes(reader.spent),
      inMegabytes(budget),
    ),
  };
}

/** Reads files until the budget is spent. */
class BudgetReader {
  spent = 0;

  constructor(
    private readonly subject: vscode.Uri,
    private readonly budget: number,
  ) {}

  /** The file's bytes; `undefined` where there is none. */
  async read(uri: vscode.Uri): Promise<Uint8Array | undefined> {
    const size = await vscode.workspace.fs.stat(uri).then(
      (stat) => (stat.type & vscode.FileType.File ? stat.size : undefined),
      () => undefined,
    );
    if (size === undefined) return undefined;
    if (this.spent + size > this.budget) {
      throw new HumanError(
        vscode.l10n.t(
          '{0} is {1} in size and is not on a disk of this computer ({2}:), in which case at most {3} are read: copy it to a local folder and open it there.',
          fileName(this.subject),
          inMegabytes(this.spent + size),
          this.subject.scheme,
          inMegabytes(this.budget),
        ),
      );
    }
    this.spent += size;
    return vscode.workspace.fs.readFile(uri);
  }
}

/** Names of the files that a checkpoint may need: its config, the shards of an index, the external data of an ONNX model. */
function siblingNames(name: string, bytes: Uint8Array): string[] {
  const names = new Set(['config.json']);
  if (/\.onnx$/i.test(name)) {
    names.add(`${name}.data`);
    names.add(`${name}_data`);
  }
  if (/\.index\.json$/i.test(name)) {
    for (const shard of shardNames(bytes)) names.add(shard);
  }
  return [...names].filter((plain) => !/[/\\]/.test(plain) && plain !== name);
}

/** What is wrong with an index is for its format to say. */
function shardNames(bytes: Uint8Array): string[] {
  try {
    const { weight_map: map } = JSON.parse(new TextDecoder().decode(bytes)) as { weight_map?: unknown };
    return typeof map === 'object' && map !== null
      ? Object.values(map).filter((shard): shard is string => typeof shard === 'string')
      : [];
  } catch {
    return [];
  }
}
