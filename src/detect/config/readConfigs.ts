import * as l10n from '@vscode/l10n';
import type { RecurrentConfig } from '../../core/config/recurrentConfig';
import type { DetectableLanguage, DetectionProblem } from '../candidate';
import type { Findings } from '../findings';
import { maxTomlLength } from '../toml';
import { mayConfigure, mayNameMemory } from '../worthReading';
import { allenNlp } from './families/allenNlp';
import { espnet } from './families/espnet';
import type { FamilyReader } from './families/family';
import { keras } from './families/keras';
import { memoryKeys } from './families/memoryKeys';
import { deepSpeed, kerasOptimizer, trainingArguments } from './families/optimizers';
import { plain } from './families/plain';
import { mlAgents, recurrentPolicy } from './families/reinforcement';
import { reservoirs } from './families/reservoirs';
import {
  fairseq,
  huggingFace,
  hydra,
  lightning,
  neuralHydrology,
  openNmt,
  speechBrain,
} from './families/trainers';
import { Scope } from './scope';
import { withoutTracker } from './tracked';
import { isTransformer } from './transformer';
import { jsonTree } from './tree/json';
import { jsonnetTree } from './tree/jsonnet';
import { ConfigTreeError, type ConfigNode } from './tree/node';
import { tomlTree } from './tree/toml';
import { yamlTree } from './tree/yaml';

/** The first that recognizes a document reads it; a new family is one line here and one reader. */
const families: readonly FamilyReader[] = [
  keras,
  kerasOptimizer,
  huggingFace,
  allenNlp,
  espnet,
  fairseq,
  trainingArguments,
  deepSpeed,
  lightning,
  recurrentPolicy,
  mlAgents,
  hydra,
  openNmt,
  neuralHydrology,
  speechBrain,
  plain,
];

type Tree = (text: string, checkpoint: (position: number) => void) => ConfigNode[];

/** The languages of configs, each with its parser and the most characters that are read as settings rather than data. */
const languages: Readonly<Partial<Record<DetectableLanguage, { tree: Tree; maxLength: number }>>> = {
  json: { tree: jsonTree, maxLength: 50e6 },
  jsonc: { tree: jsonTree, maxLength: 50e6 },
  yaml: { tree: yamlTree, maxLength: 300e3 },
  toml: { tree: tomlTree, maxLength: 300e3 },
  jsonnet: { tree: jsonnetTree, maxLength: 300e3 },
};

/** Of a text that cannot be read, only one that has these words is told so: `clip` alone may be a clipboard. */
const namesConfig =
  /\b(?:lstm|gru|rnn)\b|hidden_(?:size|dim)|\bnhid\b|max_grad_norm|gradient_clip|clip_?norm|clip_?value/i;

/**
 * Finds the recurrent networks that a text configures, and the gradient clipping where it configures that alone.
 * Never throws but what the checkpoint throws: what is wrong becomes a problem among the findings.
 */
export function readConfigs(findings: Findings, language: DetectableLanguage): void {
  const { text } = findings;
  const reader = languages[language];
  const configures = mayConfigure(text);
  const remembering = mayNameMemory(text);
  if (!reader || (!configures && !remembering)) return;
  const object = (problem: Omit<DetectionProblem, 'name'>): void => {
    // Of a text beyond all bounds the reader of TOML's matrices has said so.
    const reported = language === 'toml' && text.length > maxTomlLength;
    if (!reported && namesConfig.test(text)) findings.object({ ...problem, name: 'config' });
  };
  if (text.length > reader.maxLength) {
    const limit = reader.maxLength.toLocaleString('en-US');
    object({
      kind: 'too-large',
      range: { start: 0, end: 1 },
      message: l10n.t(
        'The file is longer than the {0} characters up to which {1} is read as a config; split data from settings.',
        limit,
        language.toUpperCase(),
      ),
    });
    return;
  }
  let roots: readonly ConfigNode[];
  try {
    roots = reader.tree(text, (position) => {
      findings.tick(position);
    });
  } catch (error) {
    if (!(error instanceof ConfigTreeError)) throw error;
    object({ kind: error.kind, range: error.range, message: error.message });
    return;
  }
  for (const root of roots) {
    const scope = new Scope(withoutTracker(root), text, language === 'yaml');
    if (remembering && root.kind === 'map') findings.addMemoryKeys(memoryKeys(scope));
    if (!configures) continue;
    const configs = configsOf(scope);
    findings.addConfigs(configs);
    // Types are nobody's business in a file that configures nothing of ours.
    if (configs.length > 0) for (const problem of scope.problems) findings.object(problem);
  }
}

function configsOf(scope: Scope): RecurrentConfig[] {
  // A Sequential of old versions is a list of its layers.
  if (scope.root.kind === 'list' && keras.recognizes(scope)) return [...keras.read(scope)];
  if (scope.root.kind !== 'map') return [];
  const read = families.find((family) => family.recognizes(scope))?.read(scope) ?? [];
  const taken = new Set(read.filter(({ fields }) => fields.cell).map(({ range }) => range.start));
  const configs = [...read, ...reservoirs(scope).filter(({ range }) => !taken.has(range.start))];
  const clippingAlone = configs.every(({ fields }) => !fields.cell);
  return clippingAlone && configs.length > 0 && isTransformer(scope) ? [] : configs;
}
