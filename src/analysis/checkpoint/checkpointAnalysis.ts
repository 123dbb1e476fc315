import * as l10n from '@vscode/l10n';
import type { AnalysisOptions } from '../../core/analysis';
import { analyze } from '../../core/analyze';
import type { Progress, Matrix } from '../../core/linalg/matrix';
import { quickFigures } from '../../core/quickFigures';
import { toRecord } from '../../core/record';
import { analyzeCell } from '../../core/recurrence/cellAnalysis';
import type { RecurrentCell } from '../../core/recurrence/layout/cell';
import { cellTensors } from '../../core/recurrence/layout/cellTensors';
import { configSteps, parseConfig } from '../../core/recurrence/layout/config';
import type { FeedforwardStack, Hints, Layout } from '../../core/recurrence/layout/layout';
import { recognize } from '../../core/recurrence/layout/recognize';
import type { LinearRecurrence } from '../../core/recurrence/linear/family';
import { linearFigures } from '../../core/recurrence/linear/figures';
import { judgeLinear } from '../../core/recurrence/linear/verdict';
import {
  toQuickCellRecord,
  toQuickMatrixRecord,
  type CheckpointRecord,
  type QuickRecord,
} from '../../core/recurrence/records';
import { quickCell } from '../../core/recurrence/quickCell';
import { analyzeStack } from '../../core/recurrence/stackAnalysis';
import type { Tensor } from '../../core/tensor';
import type { ByteSource } from '../../formats/byteSource';
import type { Catalog } from '../../formats/format';
import { toCellRecord } from '../../present/cell/record';
import { toStackRecord } from '../../present/feedforward/record';
import { toLinearRecord } from '../../present/linearRecurrence/record';

/** Larger configs are none. */
const maxConfig = 4 * 2 ** 20;
/** A longer sequence is not walked step by step through a cell unasked. */
const longestUnasked = 2000;

/** What stands beside a checkpoint and in its metadata, and why a config.json was not used, if so. */
export async function hintsOf(
  source: ByteSource,
  catalog: Catalog,
): Promise<{ readonly hints: Hints; readonly problem: string | null }> {
  const { metadata } = catalog;
  const beside = await source.sibling('config.json');
  if (!beside) return { hints: { metadata }, problem: null };
  if (beside.size > maxConfig) {
    return {
      hints: { metadata },
      problem: l10n.t(
        'config.json beside the file has {0} bytes and was left aside: up to {1} are read',
        beside.size,
        maxConfig,
      ),
    };
  }
  try {
    const text = new TextDecoder().decode(await beside.read(0, beside.size));
    return { hints: { metadata, config: parseConfig(text) }, problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      hints: { metadata },
      problem: l10n.t('config.json beside the file is not JSON ({0}): mend it or move it away', reason),
    };
  }
}

/**
 * The recurrences of an opened checkpoint and their figures. Tensors are read when a figure needs them and let go after.
 * Every method rejects with FormatError for data that cannot be read and RangeError for data that cannot be analyzed.
 */
export class CheckpointAnalysis {
  readonly layout: Layout;

  /** @param options with `steps` as asked; `stepsAsked` false lets the config's sequence length take their place */
  constructor(
    private readonly catalog: Catalog,
    private readonly hints: Hints,
    private readonly options: AnalysisOptions & { readonly stepsAsked: boolean },
  ) {
    this.layout = recognize(catalog.entries, hints);
  }

  /** The horizon: as asked, else the config's sequence length, else the default. */
  get steps(): number {
    const { steps, stepsAsked } = this.options;
    return stepsAsked ? steps : (configSteps(this.hints.config) ?? steps);
  }

  /** The horizon of a cell, which is walked step by step: the config's only where it is not too long. */
  get cellSteps(): number {
    return this.options.stepsAsked || this.steps <= longestUnasked ? this.steps : this.options.steps;
  }

  async cell(cell: RecurrentCell, progress?: Progress): Promise<CheckpointRecord> {
    const tensors = await this.read(cellTensors(cell));
    return toCellRecord(analyzeCell(cell, tensors, { ...this.options, steps: this.cellSteps }, progress));
  }

  /** The verdict alone, for a list. */
  async quickCell(cell: RecurrentCell, progress?: Progress): Promise<QuickRecord> {
    const tensors = await this.read(cellTensors(cell));
    return toQuickCellRecord(quickCell(cell, tensors, { ...this.options, steps: this.cellSteps }, progress));
  }

  async linear(layer: LinearRecurrence): Promise<CheckpointRecord> {
    const figures = linearFigures(layer, await this.read(layer.tensors), this.steps);
    return toLinearRecord(layer, figures, judgeLinear(figures, this.options.thresholds));
  }

  async stack(stack: FeedforwardStack, progress?: Progress): Promise<CheckpointRecord> {
    const tensors = await this.read(stack.layers.map(({ tensor }) => tensor));
    return toStackRecord(analyzeStack(stack, tensors, this.options, progress));
  }

  /** A matrix by name, as recurrent when it is square. */
  async matrix(name: string, progress?: Progress): Promise<CheckpointRecord> {
    const analysis = analyze(await this.readMatrix(name), this.options, progress);
    const nowhere = { line: 0, column: 0, endLine: 0, endColumn: 0 };
    return { kind: 'matrix', ...toRecord(name, nowhere, analysis), location: null };
  }

  /** The verdict on a matrix without spectra, growth curve and remedies: from n = 256 on several times as quick. */
  async quickMatrix(name: string, progress?: Progress): Promise<QuickRecord> {
    const figures = quickFigures(await this.readMatrix(name), this.options, progress);
    return toQuickMatrixRecord(name, this.options.steps, figures);
  }

  private async readMatrix(name: string): Promise<Matrix> {
    const { shape, data } = await this.catalog.tensor(name);
    const [rows, columns] = shape;
    if (shape.length !== 2 || rows === undefined || columns === undefined) {
      throw new RangeError(l10n.t('{0} has {1} axes, a matrix has two', name, shape.length));
    }
    return { rows, columns, data };
  }

  private async read(names: readonly string[]): Promise<Map<string, Tensor>> {
    const tensors = new Map<string, Tensor>();
    for (const name of names) {
      if (!tensors.has(name)) tensors.set(name, await this.catalog.tensor(name));
    }
    return tensors;
  }
}
