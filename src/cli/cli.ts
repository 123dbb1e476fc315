#!/usr/bin/env node
import { DocumentAnalysis } from '../worker/documentAnalysis';
import { parseRequest, usage, UsageError } from './arguments';
import { fileReport, type FileReport } from './fileReport';
import { fileTable } from './table';

declare const gradientLensVersion: string;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    return 0;
  }
  if (args.includes('--version')) {
    console.log(gradientLensVersion);
    return 0;
  }
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
}

// The exit code is set, not forced, so that a pipe gets all of the output.
main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof UsageError ? `gradient-lens: ${error.message}\n\n${usage}` : error);
    process.exitCode = 2;
  },
);
