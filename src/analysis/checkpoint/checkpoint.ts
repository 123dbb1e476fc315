import * as l10n from '@vscode/l10n';
import type { AnalysisOptions, StepsFrom } from '../../core/analysis';
import type { Matrix } from '../../core/linalg/matrix';
import type { Tensors } from '../../core/recurrence/layout/cellWeights';
import { widthOf, type OwnInputs } from '../../core/recurrence/driven/own';
import { configSteps } from '../../core/recurrence/layout/config';
import type { Hints, Layout } from '../../core/recurrence/layout/layout';
import { recognize } from '../../core/recurrence/layout/recognize';
import type { Tensor } from '../../core/tensor';
import type { Catalog } from '../../formats/format';

/** A longer sequence is not walked step by step through a cell unasked. */
const maxUnaskedSteps = 2000;

/** A person's own inputs. */
export interface OwnData {
  readonly inputs: OwnInputs;
  /** Cells that take inputs of another width are driven as if there were none; else they cannot be analyzed. */
  readonly whereTheyFit: boolean;
}

/**
 * What an opened checkpoint holds, and what is asked of it. Tensors are read when a figure needs them and let go after.
 * Both methods reject with FormatError for data that cannot be read.
 */
export class Checkpoint {
  readonly layout: Layout;

  /** @param options the config's sequence length takes the place of `steps` unless they were asked for as an argument */
  constructor(
    readonly catalog: Catalog,
    private readonly hints: Hints,
    readonly options: AnalysisOptions,
    private readonly data: OwnData | null = null,
  ) {
    this.layout = recognize(catalog.entries, hints);
  }

  /** The sequence length that the config names, if any. */
  get configSteps(): number | undefined {
    return configSteps(this.hints.config);
  }

  /** The horizon: as asked, else the config's sequence length, else the default. */
  get steps(): number {
    return (this.takesConfig ? this.configSteps : undefined) ?? this.options.steps;
  }

  /** Where the horizon comes from. */
  get stepsFrom(): StepsFrom {
    return this.takesConfig ? 'config' : (this.options.stepsFrom ?? 'default');
  }

  /** The person's own inputs for a cell that takes so many numbers a step. */
  ownFor(width: number | null): OwnInputs | null {
    const { data } = this;
    return data && (!data.whereTheyFit || widthOf(data.inputs) === width) ? data.inputs : null;
  }

  /**
   * The options for what is walked step by step, as a cell is: the config's horizon only where it is not too long; along a
   * person's own inputs theirs, unless a shorter one is asked for.
   * @param ofFile the length that the file names for the cell, which takes precedence over the config's
   */
  walked(own: OwnInputs | null = null, ofFile?: number): AnalysisOptions {
    const { options, steps, stepsFrom } = this;
    if (!own && ofFile !== undefined && !this.stepsAsked && ofFile <= maxUnaskedSteps)
      return { ...options, steps: ofFile, stepsFrom: 'file' };
    const rows = own?.sequences[0]?.length;
    if (rows !== undefined)
      return { ...options, steps: this.stepsAsked ? Math.min(rows, steps) : rows, stepsFrom: 'argument' };
    const short = this.stepsAsked || steps <= maxUnaskedSteps;
    return short
      ? { ...options, steps, stepsFrom }
      : { ...options, stepsFrom: options.stepsFrom ?? 'default' };
  }

  private get stepsAsked(): boolean {
    return this.options.stepsFrom === 'argument';
  }

  private get takesConfig(): boolean {
    return !this.stepsAsked && this.configSteps !== undefined;
  }

  /** Tensors by name, each read once. */
  async read(names: readonly string[]): Promise<Tensors> {
    const tensors = new Map<string, Tensor>();
    for (const name of names) {
      if (!tensors.has(name)) tensors.set(name, await this.catalog.tensor(name));
    }
    return tensors;
  }

  /** A tensor as a matrix. @throws RangeError for one that has not two axes */
  async matrix(name: string): Promise<Matrix> {
    const { shape, data } = await this.catalog.tensor(name);
    const [rows, columns] = shape;
    if (shape.length !== 2 || rows === undefined || columns === undefined) {
      throw new RangeError(l10n.t('{0} has {1} axes, a matrix has two', name, shape.length));
    }
    return { rows, columns, data };
  }
}
