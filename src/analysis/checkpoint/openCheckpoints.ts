// Not translated: errors that only a defect of ours brings about.
import * as l10n from '@vscode/l10n';
import type { Progress } from '../../core/linalg/matrix';
import type { Role } from '../../core/role/role';
import { overviewText } from '../../present/checkpoint/overview';
import { unrecognizedRecord } from '../../present/layout/problem';
import {
  UnknownCheckpointError,
  type CheckpointDetail,
  type CheckpointItem,
  type CheckpointService,
  type CheckpointSummary,
  type Page,
  type PageParams,
  type QuickFigures,
  type TensorRow,
} from '../../shared/checkpoint';
import type { CatalogEntry } from '../../formats/format';
import { detail, itemsOf, loneMatrix, quick, type Item } from './items';
import { openCheckpoint, type OpenedCheckpoint } from './openCheckpoint';
import { pageOf } from './pages';
import { tensorDetail } from './tensorDetail';

type Params<K extends keyof CheckpointService> = Parameters<CheckpointService[K]>[0];

interface Opened extends OpenedCheckpoint {
  readonly items: readonly Item[];
}

/** The checkpoints that editors have open, each under its key; tensors are read for a figure and let go. */
export class OpenCheckpoints {
  private readonly opened = new Map<string, Opened>();

  /** Opens a checkpoint, in the place of one under the same key. @throws FormatError, one sentence */
  async open({ key, place, options, steps }: Params<'checkpointOpen'>): Promise<CheckpointSummary> {
    await this.close({ key });
    const asked = steps === null ? options : { ...options, steps, stepsFrom: 'argument' as const };
    const opened = await openCheckpoint(place, asked);
    const { file, checkpoint, problem } = opened;
    const { catalog, layout } = checkpoint;
    const items = itemsOf(layout);
    this.opened.set(key, { ...opened, items });
    const fromConfig = steps === null && checkpoint.configSteps !== undefined;
    return {
      file,
      format: catalog.format,
      overview: overviewText(layout),
      tensors: catalog.entries.length,
      items: items.length,
      steps: checkpoint.steps,
      stepsFrom: steps !== null ? 'choice' : fromConfig ? 'config' : 'setting',
      unrecognized: layout.unrecognized.slice(0, maxUnrecognized).map(unrecognizedRecord),
      notes: notesOf(problem, items, layout.unrecognized.length),
    };
  }

  tensors({ key, from }: PageParams): Page<TensorRow> {
    const { catalog, layout } = this.get(key).checkpoint;
    return pageOf(
      catalog.entries.map((entry) => rowOf(entry, layout.roles)),
      from,
    );
  }

  items({ key, from }: PageParams): Page<CheckpointItem> {
    return pageOf(
      this.get(key).items.map(({ row }) => row),
      from,
    );
  }

  async quick({ key, index }: Params<'checkpointQuick'>, progress?: Progress): Promise<QuickFigures> {
    const opened = this.get(key);
    return quick(itemOf(opened, index), opened.checkpoint, progress);
  }

  async detail({ key, subject }: Params<'checkpointDetail'>, progress?: Progress): Promise<CheckpointDetail> {
    const opened = this.get(key);
    const { checkpoint } = opened;
    if (subject.kind === 'item') {
      return detail(itemOf(opened, subject.index), checkpoint, subject.reading, progress);
    }
    const { name } = subject;
    const entry = checkpoint.catalog.entries.find((it) => it.name === name);
    if (!entry) throw new RangeError(l10n.t('the file has no tensor {0}', JSON.stringify(name)));
    return subject.kind === 'matrix'
      ? detail({ kind: 'matrix', found: loneMatrix(entry, checkpoint.layout, true) }, checkpoint, 0, progress)
      : tensorDetail(checkpoint.catalog, rowOf(entry, checkpoint.layout.roles), subject.asked, progress);
  }

  async close({ key }: Params<'checkpointClose'>): Promise<void> {
    const opened = this.opened.get(key);
    this.opened.delete(key);
    await opened?.close();
  }

  private get(key: string): Opened {
    const opened = this.opened.get(key);
    if (!opened) throw new UnknownCheckpointError('the checkpoint is not open in this worker');
    return opened;
  }
}

/** More of them are not sent. */
const maxUnrecognized = 500;

function itemOf({ items }: Opened, index: number): Item {
  const found = items[index];
  if (!found) throw new RangeError(`the checkpoint has no item ${index}`);
  return found;
}

function notesOf(problem: string | null, items: readonly Item[], unrecognized: number): string[] {
  const left = items.filter(({ row }) => !row.unasked).length;
  return [
    ...(problem === null ? [] : [l10n.t('{0}.', problem)]),
    ...(left > 0
      ? [
          left === 1
            ? l10n.t('1 large item outside any recurrence is analyzed only when you open it.')
            : l10n.t('{0} large items outside any recurrence are analyzed only when you open them.', left),
        ]
      : []),
    ...(unrecognized > maxUnrecognized
      ? [l10n.t('Only the first {0} of {1} unrecognized tensors are listed.', maxUnrecognized, unrecognized)]
      : []),
  ];
}

const rowOf = (
  { name, dtype, shape, bytes, unreadable }: CatalogEntry,
  roles: ReadonlyMap<string, Role>,
): TensorRow => ({ name, dtype, shape, bytes, unreadable, role: roles.get(name) ?? 'unknown' });
