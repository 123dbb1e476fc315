import type * as vscode from 'vscode';
import { explainPrediction } from '../../present/config/prediction';
import { modelLine } from '../../present/config/modelLine';
import { explain } from '../../present/matrix/explanation';
import { judgmentOf } from '../../core/verdict';
import { judgedOf, type DocumentReport } from '../../shared/service';
import { cellLensTitle } from '../cell/text';
import { commands, internalCommands } from '../contributions';
import { lensTitle } from '../lens';
import { subjectOf } from '../subject';
import { verdictMark } from '../verdictMark';
import { worstFirst, type Row } from './row';

/** Everything in a text that has a verdict, or a warning, worst first. */
export function foundRows(uri: vscode.Uri, report: DocumentReport): Row[] {
  const { findings, cells, configs, trainingLoops } = report;
  const base = (name: string, start: number) => ({
    id: `${uri.toString()}#${name}@${start}`,
    uri,
    label: name,
  });
  const matrices = judgedOf(findings).flatMap((finding): Row[] => {
    const { name, range, summary, cell } = finding;
    if (cell !== undefined || !summary?.verdict) return [];
    const subject = subjectOf({ uri }, finding, findings);
    return [
      {
        ...base(name, range.start),
        ...{ role: 'matrix', verdict: summary.verdict.name, range },
        said: lensTitle(finding),
        tooltip: explain(summary.verdict),
        panel: { command: internalCommands.openPanel, arguments: [subject] },
      },
    ];
  });
  const layers = cells.flatMap((cell): Row[] => {
    const { name, range, record } = cell;
    if (!record) return [];
    const verdict = judgmentOf(record.verdict);
    const said = cellLensTitle(cell);
    return [
      {
        ...base(name, range.start),
        ...{ role: 'matrix', verdict, range, said },
        tooltip: record.explanation,
      },
    ];
  });
  const predictions = configs.flatMap(({ config, prediction }, index): Row[] => {
    if (!prediction?.verdict) return [];
    const { verdict } = prediction;
    return [
      {
        ...base(config.name, config.anchor.start),
        ...{ role: config.code ? 'code' : 'config', verdict, range: config.anchor },
        said: `${verdictMark(verdict)} · ${modelLine(config, prediction)}`,
        tooltip: explainPrediction(prediction),
        panel: { command: commands.predict, arguments: [uri.toString(), index] },
      },
    ];
  });
  const warnings = trainingLoops.flatMap(({ name, concern, mark, title }): Row[] =>
    concern === null
      ? []
      : [
          {
            ...base(name, mark.start),
            ...{ role: 'code', verdict: null, range: mark, said: concern },
            tooltip: title,
          },
        ],
  );
  return [...matrices, ...layers, ...predictions, ...warnings].sort(worstFirst);
}
