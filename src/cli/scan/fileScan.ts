import { defaultThresholds, type StepsFrom } from '../../core/analysis';
import type { OwnInputs } from '../../core/recurrence/driven/own';
import type { CheckpointRecord } from '../../core/recurrence/records';
import { DocumentAnalysis } from '../../analysis/document/documentAnalysis';
import { readOwnInputs } from '../../analysis/checkpoint/ownInputs';
import { FormatError } from '../../formats/formatError';
import type { Request } from '../analyzeArguments';
import { checkpointReport, type CheckpointReport } from '../checkpointReport';
import { isTextEnding } from '../../shared/searchedFiles';
import { fileReport, type FileReport } from '../fileReport';
import type { FoundFile } from '../findFiles';
import type { FileResult } from '../formats/fileResult';
import { holdsCheckpoint } from '../holdsCheckpoint';
import { InputError } from '../inputJson';
import type { ProgressLine } from '../progressLine';
import type { FileAnswers } from './job';
import { isIgnored, ProjectConfigs, type ProjectConfig } from '../projectConfig';

/** Analyzes files one after the other as one request asks. */
export class FileScan implements FileAnswers {
  private readonly configs: ProjectConfigs;
  private readonly analysis = new DocumentAnalysis();
  private own: Promise<OwnInputs | null> | undefined;

  /** @param progress where to say what large cells seem to be while they are worked out */
  constructor(
    private readonly request: Request,
    private readonly progress?: ProgressLine,
  ) {
    this.configs = new ProjectConfigs(request.config);
  }

  /**
   * The result of one file; `null` for one that the config leaves out and that nobody named.
   * @throws InputError for a config or inputs that cannot be used.
   */
  async result({ file, named }: FoundFile): Promise<FileResult | null> {
    const { request } = this;
    const config = await this.configs.for(file);
    if (config && !named && isIgnored(config, file, null)) return null;
    const own = await (this.own ??= inputsIn(request.inputs));
    const options = {
      steps: request.steps ?? config?.horizon ?? 100,
      stepsFrom: stepsFrom(request, config),
      activation: request.activation ?? config?.activation ?? 'tanh',
      thresholds: config?.thresholds ?? defaultThresholds,
    };
    const failOn = request.failOn ?? config?.failOn ?? [];
    const kept = ({ name }: { readonly name: string }): boolean => !config || !isIgnored(config, file, name);
    if (await isOpened(file)) {
      const { tensor, list, all } = request;
      const report = await checkpointReport(file, { options, own, tensor, list, all }, this.progress);
      // Inputs that drive no cell of the file are the wrong ones.
      const misses = own !== null && report.errors.length > 0 && !report.findings.some(isDrivenByFile);
      const unreadable = report.unreadable || misses;
      const told = { ...report, unreadable, findings: report.findings.filter(kept) };
      return { report: noted(told, named), options, failOn, named };
    }
    const report = await fileReport(file, options, this.analysis, request.all);
    const told = { ...report, findings: report.findings.filter(kept) };
    return { report: noted(told, named), options, failOn, named };
  }

  /** What the result of a file depends on beside the file itself. */
  async asked({ file, named }: FoundFile): Promise<string> {
    const { steps, activation, tensor, all, inputs, failOn } = this.request;
    const config = await this.configs.for(file);
    return JSON.stringify([steps, activation, tensor, all, inputs, failOn, config, named]);
  }
}

/** A checkpoint by its name or content; texts and notebooks are known by their names. */
export const isOpened = (file: string): Promise<boolean> => holdsCheckpoint(file, isTextEnding);

/** A file that nobody named and that could not be read at all is noted, and does not fail the folder that it is in. */
function noted<R extends FileReport | CheckpointReport>(report: R, named: boolean): R {
  const isOpen = 'format' in report && report.format !== null;
  const isWhole = report.unreadable && !isOpen && report.errors.every(({ location }) => location === null);
  return isWhole && !named ? { ...report, unreadable: false, passedOver: true } : report;
}

function stepsFrom({ steps }: Request, config: Pick<ProjectConfig, 'horizon'> | null | undefined): StepsFrom {
  if (steps !== null) return 'argument';
  return typeof config?.horizon === 'number' ? 'setting' : 'default';
}

const isDrivenByFile = (record: CheckpointRecord): boolean =>
  record.kind === 'cell' && record.trajectory.source === 'file';

async function inputsIn(path: string | null): Promise<OwnInputs | null> {
  if (path === null) return null;
  try {
    return await readOwnInputs(path);
  } catch (error) {
    if (error instanceof FormatError) throw new InputError(`--inputs: ${error.message}`);
    throw error;
  }
}
