import { analyzeUsage, parseRequest, type Request } from './analyzeArguments';
import { applyBaseline, NewBaseline, readBaseline } from './baseline';
import type { Command, Terminal } from './command';
import { findFiles, type FoundFile } from './findFiles';
import { reportWriter, type ReportWriter } from './formats/writer';
import { isOpened } from './scan/fileScan';
import { namesFrom, scanFiles, statusOfScan } from './scan/scanFiles';
import type { Sink } from './sink';
import { UsageError } from './usageError';

/** `gradient-lens analyze`: the verdict on every matrix, config and recurrence in the files. */
export const analyze: Command = {
  usage: analyzeUsage,
  async run(args, terminal) {
    const request = parseRequest(args, terminal.env);
    return statusOfScan(terminal, async () => {
      const files = await filesOf(request, terminal);
      await refuseTexts(request, files);
      const writer = (sink: Sink): Promise<ReportWriter> => writerOf(request, terminal, sink);
      const outcome = await scanFiles({ job: { command: 'analyze', request }, files, writer }, terminal);
      return request.exitZero ? 0 : outcome.status;
    });
  },
};

/** Prints a report, without what a baseline knows, or writes the baseline. */
async function writerOf(request: Request, { color }: Terminal, sink: Sink): Promise<ReportWriter> {
  const { format, statistics, output, baseline, updateBaseline } = request;
  const known = baseline === null || updateBaseline ? null : await readBaseline(baseline);
  const renewed = baseline !== null && updateBaseline ? new NewBaseline(baseline) : null;
  if (format === 'jsonl') throw new Error('records are no report');
  const writer = reportWriter({ format, statistics, color: color && output === null }, sink);
  return {
    take: (result) =>
      writer.take(renewed?.accepting(result) ?? (known ? applyBaseline(known, result) : result)),
    async end() {
      await writer.end();
      await renewed?.write();
    },
  };
}

/** What the arguments and the list of `--files-from` name. */
export async function filesOf(
  { patterns, filesFrom }: Pick<Request, 'patterns' | 'filesFrom'>,
  terminal: Terminal,
): Promise<FoundFile[]> {
  const found = await findFiles(patterns);
  const listed = await namesFrom(filesFrom, terminal);
  const known = new Set(found.map(({ file }) => file));
  return [...found, ...listed.filter((file) => !known.has(file)).map((file) => ({ file, named: true }))];
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
