import type { DetectableLanguage, Detection } from './candidate';
import { readConfigs } from './config/readConfigs';
import { Findings } from './findings';
import { readJson } from './json';
import { readJsonLines } from './jsonLines';
import { findModels } from './models/findModels';
import { readMatlab } from './matlab/matlab';
import type { DetectOptions } from './options';
import { readPrinted } from './printed';
import { readPython } from './python/python';
import { readToml } from './toml';
import { readYaml } from './yaml';

const readers: Readonly<Record<DetectableLanguage, (findings: Findings) => void>> = {
  json: readJson,
  jsonc: readJson,
  jsonl: readJsonLines,
  python: readPython,
  yaml: readYaml,
  toml: readToml,
  // Configs alone.
  jsonnet: (findings) => {
    findings.tick(0);
  },
  matlab: (findings) => {
    readMatlab(findings, 'matlab');
    findModels(findings, 'matlab');
  },
  julia: (findings) => {
    readMatlab(findings, 'julia');
    findModels(findings, 'julia');
  },
  plaintext: readPrinted,
};

/**
 * Finds the matrices in a text, what is wrong with those that are none, the sequence length that it names, and
 * the recurrent networks that it configures. Nothing is executed, and nothing is thrown but what `options.checkpoint` throws.
 */
export function detect(text: string, languageId: DetectableLanguage, options: DetectOptions): Detection {
  const findings = new Findings(text, options);
  readers[languageId](findings);
  if (findings.holdsMatrices) inheritLengths(findings, languageId, options);
  readConfigs(findings, languageId);
  return findings.detection();
}

/** What the cells above name holds in this one, the nearest first. */
function inheritLengths(
  findings: Findings,
  languageId: DetectableLanguage,
  { cells, maxEntries, evaluate, progress }: DetectOptions,
): void {
  for (const text of [...(cells?.before ?? [])].reverse()) {
    const earlier = new Findings(text, { maxEntries, evaluate, ...(progress ? { progress } : {}) });
    readers[languageId](earlier);
    findings.inherit(earlier);
  }
}
