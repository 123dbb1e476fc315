import { DocumentAnalysis } from '../worker/documentAnalysis';
import { analyzeUsage, parseRequest } from './analyzeArguments';
import type { Command } from './command';
import { fileReport, type FileReport } from './fileReport';
import { fileTable } from './table';

/** `gradient-lens analyze`: the verdict on every matrix in the files. */
export const analyze: Command = {
  usage: analyzeUsage,
  async run(args) {
    const { files, json, options, failOn } = parseRequest(args);
    const analysis = new DocumentAnalysis();
    const reports: FileReport[] = [];
    const colour = process.stdout.isTTY && !process.env['NO_COLOR'];
    for (const file of files) {
      const report = await fileReport(file, options, analysis);
      reports.push(report);
      if (!json) console.log(fileTable(report, colour));
    }
    if (json) {
      const plain = reports.map(({ file, findings, errors }) => ({ file, findings, errors }));
      console.log(JSON.stringify({ version: 1, files: plain }));
    }
    if (reports.some(({ unreadable }) => unreadable)) return 2;
    const failed = reports.some(({ findings }) =>
      findings.some(({ verdict }) => failOn.some((name) => name === verdict)),
    );
    return failed ? 1 : 0;
  },
};
