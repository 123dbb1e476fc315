import { judgmentOf } from '../../core/verdict';
import { urgency } from '../../present/answer';
import { log10GainOf } from '../../present/kinds';
import { verdictCounts, type Report } from '../../present/report/report';
import { gradedFile, type FileResult } from './fileResult';
import type { ReportText } from './reportText';

declare const gradientLensVersion: string;

/** Files with something to tell that a page shows: beyond, nobody reads it and few programs open it. */
const maxShownFiles = 1000;

/** A file with something to tell, and how much it matters. */
interface Ranked {
  readonly at: number;
  readonly rank: number;
  readonly result: FileResult;
}

/** A page on the files that fare worst, in their order; the others are counted. */
export function worstReport(render: (report: Report) => string): ReportText<FileResult> {
  const kept: Ranked[] = [];
  let at = 0;
  const leftOut = { files: 0, findings: 0, verdicts: verdictCounts() };
  const cut = (): void => {
    kept.sort((a, b) => b.rank - a.rank || a.at - b.at);
    for (const { result } of kept.splice(maxShownFiles)) {
      leftOut.files++;
      leftOut.findings += result.report.findings.length;
      for (const { verdict } of result.report.findings) {
        const name = judgmentOf(verdict);
        if (name) leftOut.verdicts[name]++;
      }
    }
    kept.sort((a, b) => a.at - b.at);
  };
  return {
    take(result) {
      const { findings, errors } = result.report;
      // A folder holds many files without findings; only what was named or has something to tell is worth a section.
      if (!result.named && findings.length + errors.length === 0) return '';
      kept.push({ at: at++, rank: rankOf(result), result });
      if (kept.length >= 2 * maxShownFiles) cut();
      return '';
    },
    end() {
      cut();
      const report = {
        files: kept.map(({ result }) => gradedFile(result)),
        leftOut,
        version: gradientLensVersion,
        platform: `Node.js ${process.versions.node}`,
        date: new Date().toISOString().slice(0, 10),
      };
      return `${render(report).trimEnd()}\n`;
    },
  };
}

/** Decades beyond which one gain is no worse than another. */
const maxRankedGain = 1e6;

/** Warnings outrank errors of reading, and these what is worth no warning; then the verdict and how far the gain is from 1. */
function rankOf({ report: { findings, errors } }: FileResult): number {
  const ranks = findings.map((record) => {
    const grade =
      urgency.length -
      urgency.indexOf(judgmentOf(record.verdict)) +
      (record.severity === 'warning' ? 2 * urgency.length : 0);
    return grade + Math.min(Math.abs(log10GainOf(record) ?? 0), maxRankedGain) / (2 * maxRankedGain);
  });
  return Math.max(errors.length > 0 ? 1.5 * urgency.length : 0, ...ranks);
}
