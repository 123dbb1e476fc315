import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { log10GainOf } from '../present/kinds';
import type { FileResult } from './formats/fileResult';
import { describe, InputError, objectOf } from './inputJson';
import { fileSink } from './sink';

declare const gradientLensVersion: string;

type Finding = FileResult['report']['findings'][number];

/** What a baseline remembers of a finding: what it is called and how grave it was, not where it stood. */
interface Known {
  /** Relative to the baseline's folder, with `/`. */
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly verdict: string | null;
  readonly log10Gain: number | null;
}

/** Findings that fail no check unless they got worse. */
export interface Baseline {
  readonly path: string;
  readonly known: ReadonlyMap<string, readonly Known[]>;
}

const version = 1;
/** A gain that has moved away from 1 by less than this, in log10, is no worse. */
const tolerance = 1;
const graveness: Readonly<Record<string, number>> = { vanishing: -2, fading: -1, growing: 1, exploding: 2 };

/**
 * Reads a baseline.
 * @throws InputError that names the file, the place and the fix.
 */
export async function readBaseline(path: string): Promise<Baseline> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new InputError(`${path} ${why}: make a baseline with --update-baseline`);
  }
  const content = objectOf(value, path);
  const { findings } = content;
  if (content['version'] !== version || !Array.isArray(findings))
    throw new InputError(`${path} is not a baseline of version ${version}: make one with --update-baseline`);
  const known = findings.map((entry: unknown, i) => knownIn(entry, `${path}: findings[${i}]`));
  return { path, known: grouped(known) };
}

function knownIn(entry: unknown, place: string): Known {
  const { file, kind, name, verdict, log10Gain } = objectOf(entry, place);
  const text = (value: unknown, key: string): string => {
    if (typeof value === 'string') return value;
    throw new InputError(`${place}.${key} is ${describe(value)}, not a string: make the baseline anew`);
  };
  return {
    ...{ file: text(file, 'file'), kind: text(kind, 'kind'), name: text(name, 'name') },
    verdict: typeof verdict === 'string' ? verdict : null,
    log10Gain: typeof log10Gain === 'number' ? log10Gain : null,
  };
}

function grouped(all: readonly Known[]): Map<string, Known[]> {
  const groups = new Map<string, Known[]>();
  for (const known of all) {
    const group = groups.get(known.file);
    if (group) group.push(known);
    else groups.set(known.file, [known]);
  }
  return groups;
}

/** The result with the findings marked that a baseline knows and that are no worse; each entry of it stands for one. */
export function applyBaseline({ path, known }: Baseline, result: FileResult): FileResult {
  const file = placeIn(path, result.report.file);
  // A file that was moved takes its findings along.
  const gone = (name: string): boolean => !known.has(file) && !existsSync(join(dirname(path), name));
  const open = [...(known.get(file) ?? [...known].flatMap(([name, all]) => (gone(name) ? all : [])))];
  const accepted = result.report.findings.flatMap((finding, i) => {
    const now = toKnown(file, finding);
    const match = open.findIndex((old) => covers(old, now));
    if (match < 0) return [];
    open.splice(match, 1);
    return [i];
  });
  return { ...result, accepted };
}

/** Whether what was known covers what is found now. */
function covers(old: Known, now: Known): boolean {
  if (old.kind !== now.kind || old.name !== now.name) return false;
  const [before, after] = [graveness[old.verdict ?? ''] ?? 0, graveness[now.verdict ?? ''] ?? 0];
  if (Math.sign(before) !== Math.sign(after) || Math.abs(after) > Math.abs(before)) return false;
  return Math.abs(now.log10Gain ?? 0) <= Math.abs(old.log10Gain ?? 0) + tolerance;
}

/** Gathers the findings of a run into a new baseline. */
export class NewBaseline {
  private readonly known: Known[] = [];

  constructor(private readonly path: string) {}

  /** The result with all of its findings known. */
  accepting(result: FileResult): FileResult {
    const { file, findings } = result.report;
    const found = findings.map((finding) => toKnown(placeIn(this.path, file), finding));
    this.known.push(...found.filter(({ verdict, kind }) => verdict !== 'stable' && (verdict !== null || kind === 'training'))); // prettier-ignore
    return { ...result, accepted: findings.map((_, i) => i) };
  }

  /** Writes the baseline, a finding a line, so that changes of it can be read. */
  async write(): Promise<void> {
    const sink = await fileSink(this.path);
    const lines = this.known.map((known) => `    ${JSON.stringify(known)}`).join(',\n');
    await sink.write(
      `{\n  "version": ${version},\n  "tool": ${JSON.stringify(gradientLensVersion)},\n  "findings": [${lines === '' ? '' : `\n${lines}\n  `}]\n}\n`,
    );
    await sink.end();
  }
}

function toKnown(file: string, record: Finding): Known {
  const { kind, name, verdict } = record;
  const gain = log10GainOf(record);
  const log10Gain = gain !== null && Number.isFinite(gain) ? Math.round(gain * 1000) / 1000 : null;
  return { file, kind, name, verdict, log10Gain };
}

const placeIn = (path: string, file: string): string =>
  relative(dirname(resolve(path)), resolve(file))
    .split(sep)
    .join('/');
