import * as l10n from '@vscode/l10n';
import { messageOf } from '../../present/invalidInput';
import type { AnalysisOptions } from '../../core/analysis';
import type { Progress } from '../../core/linalg/matrix';
import { tensorsIn } from '../../core/recurrence/layout/parts';
import { claimed } from '../../core/recurrence/linear/find';
import type { CheckpointRecord } from '../../core/recurrence/records';
import type { ByteSource } from '../../formats/byteSource';
import type { Catalog } from '../../formats/format';
import { unrecognizedRecord } from '../../present/layout/problem';
import { CancellationError } from '../../shared/rpc';
import type { CheckpointFindings } from '../../shared/service';
import { CheckpointAnalysis, hintsOf } from './checkpointAnalysis';

/** A square matrix of this order or below is analyzed unasked, up to the total work of one of them. */
const largestUnasked = 1024;
/** Elements of a feed-forward stack that are read unasked. */
const largestStack = 2 ** 24;

/** What is wanted of an opened checkpoint. */
export interface Wanted {
  readonly options: AnalysisOptions;
  /** The horizon was asked for, so no sequence length beside the checkpoint takes its place. */
  readonly stepsAsked: boolean;
  /** The one tensor (or module) to analyze; `null` for all. */
  readonly tensor: string | null;
}

/**
 * Analyzes the recurrences of an opened checkpoint. What is wrong with one of them is told in `errors`.
 * @throws FormatError when what stands beside the file cannot be read
 */
export async function checkpointFindings(
  source: ByteSource,
  catalog: Catalog,
  { options, stepsAsked, tensor }: Wanted,
  progress?: Progress,
): Promise<CheckpointFindings> {
  const { hints, problem } = await hintsOf(source, catalog);
  const analysis = new CheckpointAnalysis(catalog, hints, { ...options, stepsAsked });
  const part =
    tensor === null
      ? await everything(analysis, progress)
      : await one(analysis, catalog, tensor, source.name, progress);
  return {
    ...part,
    errors: [...(problem === null ? [] : [problem]), ...part.errors],
    unrecognized: tensor === null ? analysis.layout.unrecognized.map(unrecognizedRecord) : [],
  };
}

interface Part {
  readonly findings: CheckpointRecord[];
  readonly errors: string[];
  readonly notes: string[];
  readonly unreadable: boolean;
}

async function everything(analysis: CheckpointAnalysis, progress?: Progress): Promise<Part> {
  const { cells, linear, stacks, squares } = analysis.layout;
  const part: Part = { findings: [], errors: [], notes: [], unreadable: false };
  for (const cell of cells) await attempt(part, cell.name, () => analysis.cell(cell, progress));
  for (const layer of linear) await attempt(part, layer.name, () => analysis.linear(layer));
  const size = (stack: (typeof stacks)[number]): number =>
    stack.layers.reduce((sum, { inputSize, outputSize }) => sum + inputSize * outputSize, 0);
  const small = stacks.filter((stack) => size(stack) <= largestStack);
  for (const stack of small) await attempt(part, stack.name, () => analysis.stack(stack, progress));
  if (small.length < stacks.length) {
    part.notes.push(l10n.t('{0} large feed-forward stacks were not read', stacks.length - small.length));
  }
  let work = 0;
  const left: string[] = [];
  for (const { name, shape } of squares) {
    const cost = shape[0]! ** 3;
    if (work + cost > largestUnasked ** 3) {
      left.push(name);
      continue;
    }
    work += cost;
    await attempt(part, name, () => analysis.matrix(name, progress));
  }
  const [first, ...more] = left;
  if (first !== undefined) {
    part.notes.push(
      more.length === 0
        ? l10n.t(
            '{0} belongs to no recurrence that was recognized: --tensor NAME analyzes one as recurrent',
            first,
          )
        : l10n.t(
            '{0} and {1} more square matrices belong to no recurrence that was recognized: --tensor NAME analyzes one as recurrent',
            first,
            more.length,
          ),
    );
  }
  return part;
}

/** The cell, layer or matrix that a name stands for: a tensor of it, or a module. */
async function one(
  analysis: CheckpointAnalysis,
  { entries }: Catalog,
  name: string,
  file: string,
  progress?: Progress,
): Promise<Part> {
  const part: Part = { findings: [], errors: [], notes: [], unreadable: false };
  const { cells, linear } = analysis.layout;
  for (const cell of cells) {
    if (cell.name === name || tensorsIn(cell.recurrent).includes(name)) {
      await attempt(part, cell.name, () => analysis.cell(cell, progress));
    }
  }
  for (const layer of linear) {
    if (layer.name === name || claimed(layer).includes(name))
      await attempt(part, layer.name, () => analysis.linear(layer));
  }
  if (part.findings.length + part.errors.length > 0) return part;
  if (!entries.some((entry) => entry.name === name)) {
    return { ...part, errors: [missing(file, name, entries)], unreadable: true };
  }
  await attempt(part, name, () => analysis.matrix(name, progress));
  return part;
}

/** Adds a finding, or the sentence that says why there is none. */
async function attempt(part: Part, name: string, find: () => Promise<CheckpointRecord>): Promise<void> {
  try {
    part.findings.push(await find());
  } catch (error) {
    if (error instanceof CancellationError) throw error;
    const message = messageOf(error);
    part.errors.push(message.includes(name) ? message : `${name}: ${message}`);
  }
}

/** That a file has no such tensor, with the names of the first few that it has. */
function missing(file: string, name: string, entries: Catalog['entries']): string {
  if (entries.length === 0) return l10n.t('{0} has no tensor {1}', file, JSON.stringify(name));
  const names = entries.slice(0, 12).map((entry) => entry.name);
  if (entries.length > 12) names.push('…');
  return l10n.t('{0} has no tensor {1}; it has {2}', file, JSON.stringify(name), names.join(', '));
}
