import * as l10n from '@vscode/l10n';
import { isNorm, type GradientLog } from '../../core/monitor/gradientLog';
import { LineReader } from './lines';
import { fileName, type LogFormat } from './logFormat';
import { loggedNumber } from './number';
import { isSquared, seriesKey } from './seriesKey';

const line = /^(\d{10,16}) (\S+)(?: (-?\d+))?$/;

/** MLflow's file store, `metrics/<name>`: `<timestamp in ms> <value> <step>` a line; the path names the metric. */
export const mlflow: LogFormat = {
  name: 'MLflow',
  match: ({ lines }) =>
    lines.length > 0 && lines.every((text) => line.test(text.trim()) || text.trim() === ''),
  open: (log: GradientLog, path) => {
    const name = /(?:^|\/)metrics\/(.+)$/.exec(path)?.[1] ?? fileName(path);
    const { kind, parameter } = seriesKey(name);
    const series = log.at(name, kind, { parameter, squared: isSquared(name) });
    if (!isNorm(kind)) {
      log.problem(
        l10n.t(
          'The metric {0} is not a gradient norm, to judge by its name: open the file of one, such as metrics/grad_norm.',
          name,
        ),
      );
    }
    let records = 0;
    const read = (text: string, number: number): void => {
      const found = line.exec(text.trim());
      const value = loggedNumber(found?.[2]);
      if (value === undefined) {
        if (text.trim() !== '')
          log.problem(
            l10n.t('Line {0} of {1} is not “timestamp value step” and was skipped.', number, fileName(path)),
          );
        return;
      }
      records++;
      if (found?.[3] === undefined) log.countedSteps++;
      else log.loggedSteps++;
      series.push(found?.[3] === undefined ? records : Number(found[3]), value);
    };
    return new LineReader({ line: read }, log, path);
  },
};
