import * as vscode from 'vscode';
import { worthReading } from '../../detect/worthReading';
import type { QuickFigures } from '../../shared/checkpoint';
import type { AnalysisWorker } from '../analysisWorker';
import { CheckpointSession } from '../checkpoint/checkpointSession';
import { withoutIgnored } from '../documents';
import { onDisk } from '../onDisk';
import type { OwnInputsMemory } from '../ownInputs';
import { analysisOptions, setting } from '../settings';
import { verdictMark } from '../verdictMark';
import { kindOf } from './candidates';
import { foundRows } from './foundRows';
import { worstFirst, type Row } from './row';

export interface ReadContext {
  readonly worker: AnalysisWorker;
  readonly inputs: OwnInputsMemory;
}

/** Texts over this are seldom written by people, in bytes; where they are open, they are read whatever their size. */
const maxText = 2 ** 20;
/** Checkpoints that are not on a disk would be read whole, in bytes. */
const maxRemote = 8 * 2 ** 20;
/** Time for the verdicts of one checkpoint, in ms, and items that are listed. */
const checkpointBudgetMs = 4000;
const maxItems = 24;
/** The scan asks in one thread alone, which leaves the other to hovers and panels. */
const subject = 'workspace';

/** What a file of the workspace holds, worst first; nothing for one that cannot be read. */
export async function readRows(uri: vscode.Uri, context: ReadContext, signal: AbortSignal): Promise<Row[]> {
  const kind = kindOf(uri.path);
  const { size } = await vscode.workspace.fs.stat(uri);
  if (kind === 'checkpoint') {
    return onDisk(uri) || size <= maxRemote ? checkpointRows(uri, context, signal) : [];
  }
  if (size > maxText || !setting('gradientLens.languages', uri).includes(kind)) return [];
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  if (!worthReading(text, kind)) return [];
  const request = {
    text,
    languageId: kind,
    options: analysisOptions(uri),
    limits: { size: setting('gradientLens.limits.size', uri) },
  };
  const report = await context.worker.call('document', request, { signal, subject });
  return foundRows(uri, withoutIgnored(report, { uri }));
}

/** The first items of a checkpoint with their quick verdicts, as its editor shows them. */
async function checkpointRows(
  uri: vscode.Uri,
  { worker, inputs }: ReadContext,
  signal: AbortSignal,
): Promise<Row[]> {
  const session = new CheckpointSession(uri, worker, inputs);
  const stop = (): void => {
    session.cancel();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    await session.open(null);
    const { rows: items } = await session.items(0);
    const from = Date.now();
    const rows: Row[] = [];
    for (const { index, name, what, size, unasked } of items.slice(0, maxItems)) {
      if (!unasked || signal.aborted || Date.now() - from > checkpointBudgetMs) continue;
      const figures = await session.quick(index, () => undefined);
      if (figures.verdict === null) continue;
      rows.push({
        ...{ id: `${uri.toString()}#${index}`, uri, label: name, role: 'checkpoint' },
        ...{ verdict: figures.verdict, said: saidOf(figures, what, size), tooltip: figures.explanation },
      });
    }
    return rows.sort(worstFirst);
  } finally {
    signal.removeEventListener('abort', stop);
    session.dispose();
  }
}

const saidOf = ({ verdict }: QuickFigures, what: string, size: string): string =>
  [verdict ? verdictMark(verdict) : '', what, size].filter(Boolean).join(' · ');
