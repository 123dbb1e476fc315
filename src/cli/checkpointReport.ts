import { basename } from 'node:path';
import type { AnalysisOptions } from '../core/analysis';
import type { CheckpointRecord } from '../core/recurrence/records';
import type { Layout } from '../core/recurrence/layout/layout';
import { tensorsIn } from '../core/recurrence/layout/parts';
import { claimed } from '../core/recurrence/linear/find';
import type { Catalogue, CatalogueEntry } from '../formats/format';
import { FormatError } from '../formats/formatError';
import { formats, openCatalogue } from '../formats/open';
import { CheckpointAnalysis, hintsOf } from '../worker/checkpointAnalysis';
import { openFile } from '../worker/fileSource';
import type { FileError } from './fileReport';

/** What was found in one checkpoint, as `--json` prints it. */
export interface CheckpointReport {
  readonly file: string;
  /** The format's name; `null` when the file could not be opened. */
  readonly format: string | null;
  /** The catalogue, when it was asked for. */
  readonly tensors?: readonly Pick<CatalogueEntry, 'name' | 'dtype' | 'shape' | 'bytes'>[];
  readonly findings: readonly CheckpointRecord[];
  /** Tensors with a telling name and the wrong shape. */
  readonly unrecognized: Layout['unrecognized'];
  readonly errors: readonly FileError[];
  /** What was not analysed unasked, and how to ask. */
  readonly notes: readonly string[];
  /** The file could not be opened, or it has no such tensor: exit status 2. */
  readonly unreadable: boolean;
}

/** A square matrix of this order or below is analysed unasked, up to the total work of one of them. */
const largestUnasked = 1024;
/** Elements of a feed-forward stack that are read unasked. */
const largestStack = 2 ** 24;

/** Does the name end as a checkpoint's does? */
export function isCheckpoint(file: string): boolean {
  const name = basename(file).toLowerCase();
  return formats.some(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
}

/** What is wanted of a checkpoint. */
export interface CheckpointRequest {
  readonly options: AnalysisOptions;
  /** The horizon was asked for, so no sequence length beside the checkpoint takes its place. */
  readonly stepsAsked: boolean;
  /** The one tensor (or module) to analyse; `null` for all. */
  readonly tensor: string | null;
  /** List the tensors instead of analysing them. */
  readonly list: boolean;
}

/** Opens a checkpoint and analyses its recurrences. Never rejects: what is wrong is in `errors`. */
export async function checkpointReport(file: string, request: CheckpointRequest): Promise<CheckpointReport> {
  const empty = { file, format: null, findings: [], unrecognized: [], notes: [] };
  let source: Awaited<ReturnType<typeof openFile>> | undefined;
  try {
    source = await openFile(file);
    const catalogue = await openCatalogue(source);
    if (request.list) return listed(file, catalogue);
    const { hints, problem } = await hintsOf(source, catalogue);
    const analysis = new CheckpointAnalysis(catalogue, hints, {
      ...request.options,
      stepsAsked: request.stepsAsked,
    });
    const report =
      request.tensor === null
        ? await everything(analysis)
        : await one(analysis, catalogue, request.tensor, file);
    const errors = [...(problem === null ? [] : [problem]), ...report.errors];
    return {
      file,
      format: catalogue.format,
      findings: report.findings,
      unrecognized: request.tensor === null ? analysis.layout.unrecognized : [],
      errors: errors.map((message) => ({ message, location: null })),
      notes: report.notes,
      unreadable: report.unreadable,
    };
  } catch (error) {
    return { ...empty, errors: [{ message: sentence(error), location: null }], unreadable: true };
  } finally {
    await source?.close();
  }
}

function listed(file: string, { format, entries }: Catalogue): CheckpointReport {
  const tensors = entries.map(({ name, dtype, shape, bytes }) => ({ name, dtype, shape, bytes }));
  return { file, format, tensors, findings: [], unrecognized: [], errors: [], notes: [], unreadable: false };
}

interface Part {
  readonly findings: CheckpointRecord[];
  readonly errors: string[];
  readonly notes: string[];
  readonly unreadable: boolean;
}

async function everything(analysis: CheckpointAnalysis): Promise<Part> {
  const { cells, linear, stacks, squares } = analysis.layout;
  const part: Part = { findings: [], errors: [], notes: [], unreadable: false };
  for (const cell of cells) await attempt(part, cell.name, () => analysis.cell(cell));
  for (const layer of linear) await attempt(part, layer.name, () => analysis.linear(layer));
  const size = (stack: (typeof stacks)[number]): number =>
    stack.layers.reduce((sum, { inputSize, outputSize }) => sum + inputSize * outputSize, 0);
  const small = stacks.filter((stack) => size(stack) <= largestStack);
  for (const stack of small) await attempt(part, stack.name, () => analysis.stack(stack));
  if (small.length < stacks.length) {
    part.notes.push(`${stacks.length - small.length} large feed-forward stacks were not read`);
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
    await attempt(part, name, () => analysis.matrix(name));
  }
  if (left.length > 0) {
    const more = left.length > 1 ? ` and ${left.length - 1} more square matrices belong` : ' belongs';
    part.notes.push(
      `${left[0]!}${more} to no recurrence that was recognised: --tensor NAME analyses one as recurrent`,
    );
  }
  return part;
}

/** The cell, layer or matrix that a name stands for: a tensor of it, or a module. */
async function one(
  analysis: CheckpointAnalysis,
  { entries }: Catalogue,
  name: string,
  file: string,
): Promise<Part> {
  const part: Part = { findings: [], errors: [], notes: [], unreadable: false };
  const { cells, linear } = analysis.layout;
  for (const cell of cells) {
    if (cell.name === name || tensorsIn(cell.recurrent).includes(name)) {
      await attempt(part, cell.name, () => analysis.cell(cell));
    }
  }
  for (const layer of linear) {
    if (layer.name === name || claimed(layer).includes(name))
      await attempt(part, layer.name, () => analysis.linear(layer));
  }
  if (part.findings.length + part.errors.length > 0) return part;
  if (!entries.some((entry) => entry.name === name)) {
    const message = `${basename(file)} has no tensor ${JSON.stringify(name)}: --list shows their names`;
    return { ...part, errors: [message], unreadable: true };
  }
  await attempt(part, name, () => analysis.matrix(name));
  return part;
}

/** Adds a finding, or the sentence that says why there is none. */
async function attempt(part: Part, name: string, find: () => Promise<CheckpointRecord>): Promise<void> {
  try {
    part.findings.push(await find());
  } catch (error) {
    const message = sentence(error);
    part.errors.push(message.includes(name) ? message : `${name}: ${message}`);
  }
}

function sentence(error: unknown): string {
  if (error instanceof FormatError || error instanceof RangeError) return error.message;
  return error instanceof Error ? error.message : String(error);
}
