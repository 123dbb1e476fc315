import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { defaultThresholds, type Thresholds } from '../core/analysis';
import { activationNames, parseActivation, type ActivationName } from '../core/recurrence/activation';
import { verdictNames, type VerdictName } from '../core/verdict';
import { describe, InputError, numberOf, objectOf } from './inputJson';
import { matchesWildcard } from './wildcard';

/** The name under which the file is looked for. */
export const projectConfigName = 'gradient-lens.config.json';

/** What a project wants of `gradient-lens analyze`; arguments go before it. */
export interface ProjectConfig {
  /** The folder that `ignore` is relative to. */
  readonly folder: string;
  readonly thresholds: Thresholds;
  /** Horizon in steps, as the setting `gradientLens.horizon`; `null` where it is not stated, as below. */
  readonly horizon: number | null;
  readonly activation: ActivationName | null;
  /** `folder/file.json#name`, as the setting `gradientLens.ignore`, with `*` and `**`; without `#` a whole file. */
  readonly ignore: readonly string[];
  readonly failOn: readonly VerdictName[];
}

const keys = ['$schema', 'thresholds', 'horizon', 'activation', 'ignore', 'failOn'];

/**
 * Reads a project's config.
 * @throws InputError that names the file, the key and the mend.
 */
export function parseProjectConfig(path: string, text: string): ProjectConfig {
  const problems: ParseError[] = [];
  const value: unknown = parse(text, problems, { allowTrailingComma: true });
  const [problem] = problems;
  if (problem)
    throw new InputError(`${path} is not JSON (${printParseErrorCode(problem.error)} at ${problem.offset})`);
  try {
    const content = objectOf(value, 'the config');
    const stray = Object.keys(content).find((key) => !keys.includes(key));
    if (stray !== undefined)
      throw new InputError(`there is no key ${stray.slice(0, 40)}: use ${keys.slice(1).join(', ')}`);
    return {
      folder: dirname(resolve(path)),
      thresholds: thresholdsOf(content['thresholds']),
      horizon: horizonOf(content['horizon']),
      activation: activationOf(content['activation']),
      ignore: stringsOf(content['ignore'], 'ignore'),
      failOn: stringsOf(content['failOn'], 'failOn').map(verdictOf),
    };
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${path}: ${error.message}`);
    throw error;
  }
}

/** Whether a config leaves out a finding by its name, or with `null` a whole file. */
export function isIgnored({ folder, ignore }: ProjectConfig, file: string, name: string | null): boolean {
  const path = relative(folder, resolve(file)).split(sep).join('/');
  return ignore.some((entry) => {
    if (name !== null && entry === `${path}#${name}`) return true;
    const [pattern = '', ...rest] = entry.split('#');
    if (!matchesWildcard(pattern, path)) return false;
    const wanted = rest.join('#');
    // A name may hold slashes, so that one star stands for all of it.
    return rest.length === 0 || (name !== null && matchesWildcard(wanted.replace(/\*+/g, '**'), name));
  });
}

/** The configs in force for files: the one given, or the nearest upward from each file. */
export class ProjectConfigs {
  private readonly known = new Map<string, Promise<ProjectConfig | null>>();

  /** @param given the path after `--config`, if any */
  constructor(private readonly given: string | null) {}

  /** @throws InputError for a config that cannot be used. */
  for(file: string): Promise<ProjectConfig | null> {
    if (this.given !== null) return this.read(this.given, true);
    return this.upward(dirname(resolve(file)));
  }

  private async upward(folder: string): Promise<ProjectConfig | null> {
    const found = await this.read(join(folder, projectConfigName), false);
    if (found) return found;
    const parent = dirname(folder);
    return parent === folder ? null : this.upward(parent);
  }

  private read(path: string, required: boolean): Promise<ProjectConfig | null> {
    const known = this.known.get(path) ?? readConfig(path, required);
    this.known.set(path, known);
    return known;
  }
}

async function readConfig(path: string, required: boolean): Promise<ProjectConfig | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (!required && (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new InputError(`${path} cannot be read as a config: name a file of JSON`);
  }
  return parseProjectConfig(path, text);
}

function thresholdsOf(value: unknown): Thresholds {
  if (value === undefined) return defaultThresholds;
  const given = objectOf(value, 'thresholds');
  const stray = Object.keys(given).find((key) => !Object.hasOwn(defaultThresholds, key));
  if (stray !== undefined) throw new InputError(`thresholds has no ${stray.slice(0, 40)}`);
  const of = (key: keyof Thresholds): number =>
    numberOf(given[key] ?? defaultThresholds[key], `thresholds.${key}`);
  const thresholds = { exploding: of('exploding'), growing: of('growing'), fading: of('fading'), vanishing: of('vanishing') }; // prettier-ignore
  const { exploding, growing, fading, vanishing } = thresholds;
  if (!(exploding > growing && growing > fading && fading > vanishing && vanishing > 0))
    throw new InputError('thresholds must fall: exploding > growing > fading > vanishing > 0');
  return thresholds;
}

function horizonOf(value: unknown): number | null {
  if (value === undefined) return null;
  const steps = numberOf(value, 'horizon');
  if (!Number.isInteger(steps) || steps < 1 || steps > 100_000)
    throw new InputError(`horizon is ${steps}, not a whole number from 1 to 100000`);
  return steps;
}

function activationOf(value: unknown): ActivationName | null {
  if (value === undefined) return null;
  const name = typeof value === 'string' ? parseActivation(value) : undefined;
  if (!name)
    throw new InputError(`activation is ${describe(value)}: use one of ${activationNames.join(', ')}`);
  return name;
}

function stringsOf(value: unknown, place: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new InputError(`${place} is ${describe(value)}, not a list`);
  return value.map((entry: unknown, i) => {
    if (typeof entry !== 'string') throw new InputError(`${place}[${i}] is ${describe(entry)}, not a string`);
    return entry;
  });
}

function verdictOf(text: string): VerdictName {
  const name = verdictNames.find((candidate) => candidate === text);
  if (!name)
    throw new InputError(`failOn takes verdicts out of ${verdictNames.join(', ')}, not ${text.slice(0, 40)}`);
  return name;
}
