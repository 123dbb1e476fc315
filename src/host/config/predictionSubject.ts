import type { ConfigFinding } from '../../shared/config';

/** What a prediction's panel speaks of: a config in a document by name; `occurrence` counts those of the same name. */
export interface PredictionSubject {
  readonly uri: string;
  readonly name: string;
  readonly occurrence: number;
}

/** The subject of one of a document's configs. */
export function predictionSubject(
  uri: string,
  finding: ConfigFinding,
  configs: readonly ConfigFinding[],
): PredictionSubject {
  const { name } = finding.config;
  return { uri, name, occurrence: namesakes(configs, name).indexOf(finding) };
}

/** A subject from a saved state or another untrusted place, if it is one. */
export function parsePredictionSubject(data: unknown): PredictionSubject | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { uri, name, occurrence } = data as Record<string, unknown>;
  return typeof uri === 'string' && typeof name === 'string' && typeof occurrence === 'number'
    ? { uri, name, occurrence }
    : undefined;
}

/** The config that a subject names now, after whatever edits. */
export function predictionFinding(
  { name, occurrence }: PredictionSubject,
  configs: readonly ConfigFinding[],
): ConfigFinding | undefined {
  return namesakes(configs, name)[occurrence];
}

function namesakes(configs: readonly ConfigFinding[], name: string): ConfigFinding[] {
  return configs.filter(({ config }) => config.name === name);
}
