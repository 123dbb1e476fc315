import { defaultThresholds, type StepsFrom } from '../core/analysis';
import { DocumentAnalysis } from '../analysis/document/documentAnalysis';
import { analyzeUsage, parseRequest, type Request } from './analyzeArguments';
import { checkpointReport, type CheckpointReport } from './checkpointReport';
import { checkpointTable } from './checkpointTable';
import type { Command } from './command';
import { fileReport, isTextEnding, type FileReport } from './fileReport';
import { findFiles, type FoundFile } from './findFiles';
import { failsOn } from './formats/issues';
import { renderReports, type FileResult } from './formats/render';
import { holdsCheckpoint } from './holdsCheckpoint';
import { InputError } from './inputJson';
import { isIgnored, ProjectConfigs, type ProjectConfig } from './projectConfig';
import { printable } from './style';
import { fileTable } from './table';
import type { OwnInputs } from '../core/recurrence/driven/own';
import type { CheckpointRecord } from '../core/recurrence/records';
import { readOwnInputs } from '../analysis/checkpoint/ownInputs';
import { FormatError } from '../formats/formatError';
import { UsageError } from './usageError';

/** `gradient-lens analyze`: the verdict on every matrix, config and recurrence in the files. */
export const analyze: Command = {
  usage: analyzeUsage,
  async run(args, terminal) {
    const request = parseRequest(args);
    const files = await findFiles(request.patterns);
    await refuseTexts(request, files);
    const configs = new ProjectConfigs(request.config);
    const analysis = new DocumentAnalysis();
    const results: FileResult[] = [];
    try {
      const own = request.inputs === null ? null : await inputsIn(request.inputs);
      for (const file of files) {
        const result = await analyzeFile(file, request, configs, analysis, own);
        if (!result) continue;
        results.push(result);
        if (request.format === 'table' && !isQuiet(result)) terminal.log(tableOf(result, terminal.color));
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      terminal.error(printable(`gradient-lens: ${error.message}`));
      return 2;
    }
    if (request.format === 'table') {
      const empty = results.filter(isQuiet).length;
      if (empty > 0) terminal.log(`nothing found in ${empty} more ${empty === 1 ? 'file' : 'files'}`);
    } else {
      const text = renderReports(results, request.format);
      if (text !== '') terminal.log(text);
    }
    if (results.some(({ report }) => report.unreadable)) return 2;
    const failed = results.some(({ report, failOn }) =>
      report.findings.some((finding) => failsOn(finding, failOn)),
    );
    return failed ? 1 : 0;
  },
};

/** The result of one file; `undefined` for one that the config leaves out and that nobody named. */
async function analyzeFile(
  { file, named }: FoundFile,
  request: Request,
  configs: ProjectConfigs,
  analysis: DocumentAnalysis,
  own: OwnInputs | null,
): Promise<FileResult | undefined> {
  const config = await configs.for(file);
  if (config && !named && isIgnored(config, file, null)) return undefined;
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
    const report = await checkpointReport(file, { options, own, tensor, list, all });
    // Inputs that drive no cell of the file are the wrong ones.
    const misses = own !== null && report.errors.length > 0 && !report.findings.some(isDrivenByFile);
    const unreadable = report.unreadable || misses;
    const told = { ...report, unreadable, findings: report.findings.filter(kept) };
    return { report: noted(told, named), options, failOn, named };
  }
  const report = await fileReport(file, options, analysis, request.all);
  const told = { ...report, findings: report.findings.filter(kept) };
  return { report: noted(told, named), options, failOn, named };
}

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

async function inputsIn(path: string): Promise<OwnInputs> {
  try {
    return await readOwnInputs(path);
  } catch (error) {
    if (error instanceof FormatError) throw new InputError(`--inputs: ${error.message}`);
    throw error;
  }
}

async function refuseTexts({ list, tensor, inputs }: Request, files: readonly FoundFile[]): Promise<void> {
  if (!list && tensor === null && inputs === null) return;
  for (const { file } of files) {
    if (await isOpened(file)) continue;
    throw new UsageError(
      `${list ? '--list' : tensor === null ? '--inputs' : '--tensor'} is for checkpoints, and ${file} is not one`,
    );
  }
}

/** A checkpoint by its name or content; texts and notebooks are known by their names. */
const isOpened = (file: string): Promise<boolean> => holdsCheckpoint(file, isTextEnding);

/** A file that nobody named and that has nothing to tell. */
const isQuiet = ({ report, named }: FileResult): boolean =>
  !named && report.findings.length + report.errors.length === 0 && !('tensors' in report);

const tableOf = ({ report }: FileResult, color: boolean): string =>
  'format' in report ? checkpointTable(report, color) : fileTable(report, color);
