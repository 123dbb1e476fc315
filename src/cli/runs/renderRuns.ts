import { styleText } from 'node:util';
import { severity } from '../../core/monitor/judgment';
import { runFigures } from '../../present/monitor/runFigures';
import { normSparkline } from '../../present/sparkline';
import { verdictSymbols } from '../../present/symbols';
import type { MonitorFormat } from '../monitorArguments';
import { escapeMarkdown } from '../../present/escapeMarkdown';
import { htmlPage, htmlTable } from '../htmlPage';
import { compilerLine, workflowCommand } from '../monitorFormats';
import { colors, printable } from '../style';
import { textTable } from '../textTable';
import type { Run } from '../../shared/runs';

const headings = ['run', 'verdict', 'since', 'records', 'clipped', 'final loss', 'norm'];

/** Many runs in the format that was asked for, worst first. */
export function renderRuns(found: readonly Run[], format: MonitorFormat, color: boolean): string {
  const runs = [...found].sort((a, b) => severity[b.verdict] - severity[a.verdict]);
  switch (format) {
    case 'json':
      return JSON.stringify({ version: 1, runs });
    case 'lines':
      return runs.map(compilerLine).join('\n');
    case 'github':
      return runs.map(workflowCommand).join('\n');
    case 'markdown':
      return [headings, headings.map(() => '---'), ...runs.map((run) => cellsOf(run).map(escapeMarkdown))]
        .map((row) => `| ${row.join(' | ')} |`)
        .join('\n');
    case 'html':
      return htmlPage('Training runs', [htmlTable(headings, runs.map(cellsOf))]);
    case 'table':
      return textTable(headings, runs.map(cellsOf))
        .map((line, i) => {
          const verdict = runs[i - 1]?.verdict;
          return color && verdict ? styleText(colors[verdict], line) : line;
        })
        .join('\n');
  }
}

function cellsOf(run: Run): string[] {
  const { verdict, norms } = run;
  const { since, records, clipRate, finalLoss } = runFigures(run);
  return [
    printable(run.run),
    `${verdictSymbols[verdict]} ${verdict}`,
    since,
    records,
    clipRate,
    finalLoss,
    normSparkline(norms),
  ];
}
