// Not translated: errors that only a defect of ours brings about.
import * as l10n from '@vscode/l10n';
import type { Progress } from '../../core/linalg/matrix';
import { requireFit, widthOf, type OwnInputs } from '../../core/recurrence/driven/own';
import { layersBelow } from '../../core/recurrence/layout/below';
import type { Role } from '../../core/role/role';
import { overviewText } from '../../present/checkpoint/overview';
import { messageOf } from '../../present/invalidInput';
import { unrecognizedRecord } from '../../present/layout/problem';
import {
  UnknownCheckpointError,
  type CheckpointDetail,
  type CheckpointItem,
  type CheckpointService,
  type CheckpointSummary,
  type InputsPlace,
  type InputsSummary,
  type Page,
  type PageParams,
  type QuickFigures,
  type TensorRow,
} from '../../shared/checkpoint';
import type { CatalogEntry } from '../../formats/format';
import { detail, itemsOf, loneMatrix, quick, type Item } from './items';
import { ownInputsAt } from './ownInputs';
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
  async open({
    key,
    place,
    options,
    steps,
    inputs = null,
  }: Params<'checkpointOpen'>): Promise<CheckpointSummary> {
    await this.close({ key });
    const asked = steps === null ? options : { ...options, steps, stepsFrom: 'argument' as const };
    const own = inputs && (await tryInputs(inputs));
    const data = own?.inputs ? { inputs: own.inputs, whereTheyFit: true } : null;
    const opened = await openCheckpoint(place, asked, data);
    const { file, checkpoint } = opened;
    const problem = [opened.problem, own?.problem].filter((one) => typeof one === 'string');
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
      inputs: data && summaryOf(data.inputs),
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

  /** @throws one sentence for inputs that do not drive that item */
  async fit({ key, index, inputs }: Params<'checkpointFit'>): Promise<void> {
    const opened = this.get(key);
    const own = await ownInputsAt(inputs);
    const { cell } = opened.checkpoint.layout;
    const { found } = itemOf(opened, index);
    const chosen = cell.find((one) => one === found);
    if (chosen) requireFit(chosen, layersBelow(chosen, cell), own);
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

/** Inputs that were chosen once may be gone by now: the cells are then driven as without them. */
async function tryInputs(
  inputs: InputsPlace,
): Promise<{ readonly inputs?: OwnInputs; readonly problem?: string }> {
  try {
    return { inputs: await ownInputsAt(inputs) };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

function summaryOf(inputs: OwnInputs): InputsSummary {
  const { name, sequences } = inputs;
  return { name, sequences: sequences.length, steps: sequences[0]?.length ?? 0, width: widthOf(inputs) };
}

/** More of them are not sent. */
const maxUnrecognized = 500;

function itemOf({ items }: Opened, index: number): Item {
  const found = items[index];
  if (!found) throw new RangeError(`the checkpoint has no item ${index}`);
  return found;
}

function notesOf(problems: readonly string[], items: readonly Item[], unrecognized: number): string[] {
  const left = items.filter(({ row }) => !row.unasked).length;
  return [
    ...problems.map((problem) => l10n.t('{0}.', problem)),
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
