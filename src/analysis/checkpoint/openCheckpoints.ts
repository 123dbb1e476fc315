import * as l10n from '@vscode/l10n';
import type { AnalysisOptions } from '../../core/analysis';
import type { Progress } from '../../core/linalg/matrix';
import { configSteps } from '../../core/recurrence/layout/config';
import type { Catalog } from '../../formats/format';
import { openCatalog } from '../../formats/open';
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
import { CheckpointAnalysis, hintsOf } from './checkpointAnalysis';
import { checkpointSource } from './checkpointSource';
import { cellDetail, linearDetail, matrixDetail, tensorDetail } from './detail';
import { listItems, type ListedItem } from './items';
import { pageOf } from './pages';
import { firstFigures, quickFigures, quickFrom } from './quick';

type Params<K extends keyof CheckpointService> = Parameters<CheckpointService[K]>[0];

interface Opened {
  readonly close: () => Promise<void>;
  readonly catalog: Catalog;
  readonly analysis: CheckpointAnalysis;
  readonly options: AnalysisOptions;
  readonly items: readonly ListedItem[];
}

/** The checkpoints that editors have open, each under its key; tensors are read for a figure and let go. */
export class OpenCheckpoints {
  private readonly opened = new Map<string, Opened>();

  /** Opens a checkpoint, in the place of one under the same key. @throws FormatError, one sentence */
  async open({ key, place, options, steps }: Params<'checkpointOpen'>): Promise<CheckpointSummary> {
    await this.close({ key });
    const { source, close } = await checkpointSource(place);
    try {
      const catalog = await openCatalog(source);
      const { hints, problem } = await hintsOf(source, catalog);
      const asked = { ...options, steps: steps ?? options.steps };
      const analysis = new CheckpointAnalysis(catalog, hints, { ...asked, stepsAsked: steps !== null });
      const items = listItems(analysis.layout);
      this.opened.set(key, { close, catalog, analysis, options: asked, items });
      const fromConfig = steps === null && configSteps(hints.config) !== undefined;
      return {
        file: source.name,
        format: catalog.format,
        tensors: catalog.entries.length,
        items: items.length,
        steps: analysis.steps,
        stepsFrom: steps !== null ? 'choice' : fromConfig ? 'config' : 'setting',
        unrecognized: analysis.layout.unrecognized.slice(0, mostUnrecognized).map(unrecognizedRecord),
        notes: notesOf(problem, items, analysis.layout.unrecognized.length),
      };
    } catch (error) {
      await close();
      throw error;
    }
  }

  tensors({ key, from }: PageParams): Page<TensorRow> {
    return pageOf(this.get(key).catalog.entries.map(rowOf), from);
  }

  items({ key, from }: PageParams): Page<CheckpointItem> {
    return pageOf(
      this.get(key).items.map(({ item }) => item),
      from,
    );
  }

  async quick({ key, index }: Params<'checkpointQuick'>, progress?: Progress): Promise<QuickFigures> {
    const opened = this.get(key);
    const { analysis } = opened;
    const { source } = itemOf(opened, index);
    switch (source.kind) {
      case 'cell':
        return source.cell.hiddenSize < quickFrom
          ? quickFigures(await analysis.cell(source.cell, progress))
          : firstFigures(await analysis.quickCell(source.cell, progress));
      case 'linear':
        return quickFigures(await analysis.linear(source.layer));
      case 'stack':
        return quickFigures(await analysis.stack(source.stack, progress));
      case 'square':
        return (source.tensor.shape[0] ?? 0) < quickFrom
          ? quickFigures(await analysis.matrix(source.tensor.name, progress))
          : firstFigures(await analysis.quickMatrix(source.tensor.name, progress));
    }
  }

  async detail({ key, subject }: Params<'checkpointDetail'>, progress?: Progress): Promise<CheckpointDetail> {
    const opened = this.get(key);
    const { analysis, catalog, options } = opened;
    if (subject.kind === 'recurrent') return matrixDetail(catalog, subject.name, options, progress);
    if (subject.kind === 'tensor') {
      const entry = catalog.entries.find(({ name }) => name === subject.name);
      if (!entry) throw new RangeError(l10n.t('the file has no tensor {0}', JSON.stringify(subject.name)));
      return tensorDetail(catalog, rowOf(entry), subject.asked);
    }
    const { source } = itemOf(opened, subject.index);
    switch (source.kind) {
      case 'cell':
        return cellDetail(
          catalog,
          source.cell,
          subject.reading,
          { ...options, steps: analysis.cellSteps },
          progress,
        );
      case 'linear':
        return linearDetail(catalog, source.layer, { ...options, steps: analysis.steps });
      case 'stack': {
        const record = await analysis.stack(source.stack, progress);
        if (record.kind !== 'feedforward') throw new RangeError('the record of a stack is of another kind');
        return { kind: 'stack', record };
      }
      case 'square':
        return matrixDetail(catalog, source.tensor.name, options, progress);
    }
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
const mostUnrecognized = 500;

function itemOf({ items }: Opened, index: number): ListedItem {
  const found = items[index];
  if (!found) throw new RangeError(`the checkpoint has no item ${index}`);
  return found;
}

function notesOf(problem: string | null, items: readonly ListedItem[], unrecognized: number): string[] {
  const left = items.filter(({ item }) => !item.unasked).length;
  return [
    ...(problem === null ? [] : [l10n.t('{0}.', problem)]),
    ...(left > 0
      ? [
          left === 1
            ? l10n.t('1 large item that belongs to no recurrence is analyzed only when you open it.')
            : l10n.t(
                '{0} large items that belong to no recurrence are analyzed only when you open them.',
                left,
              ),
        ]
      : []),
    ...(unrecognized > mostUnrecognized
      ? [l10n.t('Only the first {0} of {1} unrecognized tensors are listed.', mostUnrecognized, unrecognized)]
      : []),
  ];
}

const rowOf = ({ name, dtype, shape, bytes, unreadable }: TensorRow): TensorRow => ({
  name,
  dtype,
  shape,
  bytes,
  unreadable,
});
