import type { AnalysisOptions } from '../../core/analysis';
import { clippingOf, readingOf } from '../../core/config/clipping';
import { noticesOf } from '../../core/config/notices';
import { predict, type Prediction } from '../../core/config/prediction';
import type { RecurrentConfig } from '../../core/config/recurrentConfig';
import { setupOf, withChanges, type ConfigChanges } from '../../core/config/setup';
import type { Progress } from '../../core/linalg/matrix';
import { editOf } from '../../detect/config/edits';
import { IgnoredLines } from '../../detect/ignore';
import { describeClipping } from '../../present/config/clipping';
import { noticeText } from '../../present/config/notice';
import type { ConfigFinding, PredictionModel } from '../../shared/config';
import { Recent } from '../recent';

/** Predictions by what they rest on, so that an edit elsewhere in a file costs none of them. */
const predictions = new Recent<Prediction>(200);

/** What a text's configs lead to, with what is worth underlining and how to mend it. */
export function configFindings(
  text: string,
  languageId: string,
  configs: readonly RecurrentConfig[],
  options: AnalysisOptions,
  progress?: Progress,
): ConfigFinding[] {
  const ignored = new IgnoredLines(text);
  const told = new Set<number>();
  return configs.map((config) => {
    const { prediction, clipping } = configPrediction({ config, changes: {}, options }, progress);
    const notices = noticesOf(config, prediction, options.thresholds).flatMap((notice) => {
      const { range, keyRange } = config.fields[notice.field]!;
      // One value that several layers share is told once.
      if (told.has(range.start) || ignored.covers(keyRange?.start ?? range.start, range.end)) return [];
      told.add(range.start);
      const edits = notice.fixes.flatMap((fix) => editOf(text, languageId, config, fix) ?? []);
      return [
        {
          rule: notice.rule,
          severity: notice.severity,
          message: noticeText(notice),
          field: notice.field,
          range,
          edits,
        },
      ];
    });
    return { config, prediction, clipping, notices };
  });
}

/** The prediction for a config with some of its values changed; `band` follows every draw over the steps. */
export function configPrediction(
  {
    config,
    changes,
    options,
    band = false,
  }: { config: RecurrentConfig; changes: ConfigChanges; options: AnalysisOptions; band?: boolean },
  progress?: Progress,
): PredictionModel {
  const changed = withChanges(config, changes);
  const stated = setupOf(config, options.steps, changes);
  // A length that a person asks for goes before the one that the file names.
  const isAsked = options.stepsFrom === 'argument';
  const setup = stated && isAsked ? { ...stated, steps: options.steps, lengthNamed: true } : stated;
  const clipping = clippingOf(changed);
  const prediction =
    setup &&
    predictions.get(JSON.stringify([setup, options.thresholds, band]), () =>
      predict(setup, options.thresholds, progress, band),
    );
  const meaning = clipping && describeClipping(clipping, readingOf(config.family, clipping));
  return { config: changed, prediction, clipping: meaning };
}
