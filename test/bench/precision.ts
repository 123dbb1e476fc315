// `npm run precision [-- FOLDER…]`: how often a claim is right. Over the two corpora, what is said where nothing recurs and what is
// found where something does; over any checkout, how much is said of how many files, and every warning to be read by a person.
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { findFiles } from '../../src/cli/findFiles';
import { isCheckpoint } from '../../src/shared/checkpointEndings';
import { corpus, findIn, isLoud, reportOf, reportOn, type Found } from '../corpus/corpus';
import { table } from './report';

/** Larger texts are data. */
const maxBytes = 2e6;

async function overCorpora(): Promise<void> {
  const loud: string[] = [];
  for (const { file } of corpus.quiet) {
    const { findings } = await reportOf(file);
    loud.push(...findings.filter(isLoud).map((found) => lineOf(file, found)));
  }
  const missed: string[] = [];
  let wanted = 0;
  for (const { file, find } of corpus.recurrent) {
    const { findings } = await reportOf(file);
    for (const expected of find) {
      wanted++;
      const found = findIn(findings, expected);
      if (!found || found.verdict === null) missed.push(`${file}:${expected.line}: ${expected.name}`);
    }
  }
  console.log(
    table(
      ['corpus', 'files', 'expected', 'found', 'false'],
      [
        ['quiet', String(corpus.quiet.length), '0', '–', String(loud.length)],
        ['recurrent', String(corpus.recurrent.length), String(wanted), String(wanted - missed.length), '–'],
      ],
    ),
  );
  list('False claims', loud);
  list('Missed', missed);
}

async function over(folder: string): Promise<{ row: string[]; warnings: string[] }> {
  const started = performance.now();
  const warnings: string[] = [];
  let files = 0;
  let matrices = 0;
  let judged = 0;
  let slowest = { file: '–', ms: 0 };
  for (const { file } of await findFiles([folder])) {
    if (isCheckpoint(file) || statSync(file).size > maxBytes) continue;
    files++;
    const begun = performance.now();
    const { findings } = await reportOn(file);
    const ms = performance.now() - begun;
    if (ms > slowest.ms) slowest = { file: basename(file), ms };
    const claims = findings.filter(({ verdict }) => verdict !== null);
    judged += claims.length;
    warnings.push(
      ...findings.filter(({ severity }) => severity === 'warning').map((found) => lineOf(file, found)),
    );
    matrices += findings.length;
  }
  const seconds = (performance.now() - started) / 1000;
  const row = [
    basename(folder),
    String(files),
    String(matrices),
    String(judged),
    String(warnings.length),
    seconds.toFixed(1),
    `${slowest.file} ${slowest.ms.toFixed(0)} ms`,
  ];
  return { row, warnings };
}

const lineOf = (file: string, { name, location, verdict, evidence }: Found): string =>
  `${file}:${location.line}: ${name}: ${verdict ?? 'remark'} (${evidence.map(({ text }) => text).join('; ')})`;

function list(title: string, lines: readonly string[]): void {
  if (lines.length > 0) console.log(`\n${title}\n${lines.join('\n')}`);
}

async function main(folders: readonly string[]): Promise<void> {
  if (folders.length === 0) {
    await overCorpora();
    return;
  }
  const results = [];
  for (const folder of folders) results.push(await over(folder));
  const head = ['checkout', 'files', 'findings', 'with a verdict', 'warnings', 'seconds', 'slowest'];
  console.log(
    table(
      head,
      results.map(({ row }) => row),
    ),
  );
  list(
    'Warnings',
    results.flatMap(({ warnings }) => warnings),
  );
}

void main(process.argv.slice(2));
