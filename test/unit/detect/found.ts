import assert from 'node:assert/strict';
import type { DetectableLanguage, Detection } from '../../../src/detect/candidate';
import { detect } from '../../../src/detect/detect';
import { evaluator } from '../../../src/detect/expression/evaluate';

/** A matrix as the tests write it: name, exact source, rows. */
export type Found = readonly [name: string, source: string, rows: readonly (readonly number[])[]];

/** Detects with the evaluator at hand. */
export function detection(text: string, language: DetectableLanguage, maxEntries = 1e6): Detection {
  return detect(text, language, { maxEntries, evaluate: evaluator });
}

/** The matrices of a text, ranges turned into the source that they cover. */
export function found(text: string, language: DetectableLanguage): Found[] {
  return detection(text, language).matrices.map(({ name, range, matrix: { rows, columns, data } }) => {
    assert.equal(data.length, rows * columns);
    const list = Array.from({ length: rows }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns)]);
    return [name, text.slice(range.start, range.end), list];
  });
}

/** The problems of a text: kind, the culprit's source, message. */
export function problems(text: string, language: DetectableLanguage, maxEntries?: number) {
  return detection(text, language, maxEntries).problems.map(({ kind, name, range, message }) => {
    return { kind, name, source: text.slice(range.start, range.end), message };
  });
}

/** Asserts that a text holds exactly these matrices, entries within 1e-15, and no problems. */
export function assertFound(text: string, language: DetectableLanguage, expected: readonly Found[]): void {
  const actual = found(text, language);
  const outline = (list: readonly Found[]) => list.map(([name, source]) => [name, source]);
  assert.deepEqual(outline(actual), outline(expected));
  actual.forEach(([, , rows], k) => {
    const [, , wanted] = expected[k]!;
    assert.deepEqual(
      rows.map((row) => row.length),
      wanted.map((row) => row.length),
    );
    rows.forEach((row, i) => {
      row.forEach((value, j) => {
        assert.ok(Math.abs(value - wanted[i]![j]!) <= 1e-15, `${value} is not ${wanted[i]![j]!}`);
      });
    });
  });
  assert.deepEqual(problems(text, language), []);
}

/** Asserts that a text holds neither matrices nor problems. */
export function assertSilent(text: string, language: DetectableLanguage): void {
  assertFound(text, language, []);
}
