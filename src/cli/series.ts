import { seriesOf } from '../shared/checkpointSeries';
import { filesOf } from './analyze';
import type { Command } from './command';
import { scanFiles, statusOfScan } from './scan/scanFiles';
import { parseSeriesRequest, seriesUsage } from './seriesArguments';
import { seriesWriter } from './series/seriesWriter';
import { UsageError } from './usageError';

/** `gradient-lens series`: what recurs in the checkpoints of a training, from the first to the last. */
export const series: Command = {
  usage: seriesUsage,
  async run(args, terminal) {
    const request = parseSeriesRequest(args, terminal.env);
    return statusOfScan(terminal, async () => {
      const found = await filesOf(request, terminal);
      const byPath = new Map(found.map((file) => [slashed(file.file), file]));
      const files = seriesOf([...byPath.keys()]).flatMap((one) => one.files.map((path) => byPath.get(path)!));
      if (files.length === 0)
        throw new UsageError(
          `${request.patterns.join(', ')} holds no series: checkpoints whose paths differ in their numbers alone`,
        );
      const { format, output } = request;
      const color = terminal.color && output === null;
      const outcome = await scanFiles(
        {
          job: { command: 'series', request },
          files,
          writer: (sink) => seriesWriter({ format, color }, sink),
        },
        terminal,
      );
      return request.exitZero ? 0 : outcome.status;
    });
  },
};

const slashed = (file: string): string => file.replaceAll('\\', '/');
