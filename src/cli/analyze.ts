import { DocumentAnalysis } from '../worker/documentAnalysis';
import { analyzeUsage, parseRequest } from './analyzeArguments';
import { checkpointReport, isCheckpoint, type CheckpointReport } from './checkpointReport';
import { checkpointTable } from './checkpointTable';
import type { Command } from './command';
import { fileReport, type FileReport } from './fileReport';
import { fileTable } from './table';

/** `gradient-lens analyze`: the verdict on every matrix in the files. */
export const analyze: Command = {
  usage: analyzeUsage,
  async run(args) {
    const request = parseRequest(args);
    const { files, json, options, failOn } = request;
    const analysis = new DocumentAnalysis();
    const reports: (FileReport | CheckpointReport)[] = [];
    const colour = process.stdout.isTTY && !process.env['NO_COLOR'];
    for (const file of files) {
      if (isCheckpoint(file)) {
        const report = await checkpointReport(file, request);
        reports.push(report);
        if (!json) console.log(checkpointTable(report, colour));
        continue;
      }
      const report = await fileReport(file, options, analysis);
      reports.push(report);
      if (!json) console.log(fileTable(report, colour));
    }
    if (json) {
      // What is undefined is left out of JSON.
      const plain = reports.map((report) => ({ ...report, unreadable: undefined }));
      console.log(JSON.stringify({ version: 1, files: plain }));
    }
    if (reports.some(({ unreadable }) => unreadable)) return 2;
    const failed = reports.some(({ findings }) =>
      findings.some(({ verdict }) => failOn.some((name) => name === verdict)),
    );
    return failed ? 1 : 0;
  },
};
