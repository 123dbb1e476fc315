import * as l10n from '@vscode/l10n';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Bundled to out/unit/**/*.js; tests run in the repository's folder.
const folder = resolve('l10n', 'zh-cn');

/** The texts that ship. */
export function chineseTexts(): Record<string, string> {
  const parts = readdirSync(folder).map(
    (part) => JSON.parse(readFileSync(join(folder, part), 'utf8')) as Record<string, string>,
  );
  return Object.assign({}, ...parts) as Record<string, string>;
}

/** Lets the tests of this block read Chinese. */
export function speakChinese(): void {
  before(() => {
    l10n.config({ contents: chineseTexts() });
  });
  after(() => {
    l10n.config({ contents: {} });
  });
}

/**
 * Asserts that a sentence is Chinese, holds what names the file and the place, and has no run of English words.
 * @param foreign what a library or the text itself says in its own words
 */
export function assertChinese(sentence: string, kept: readonly string[] = [], foreign = /(?!)/): void {
  assert.match(sentence, /\p{Script=Han}{2}/u);
  for (const part of kept) assert.ok(sentence.includes(part), `${part} is missing: ${sentence}`);
  assert.doesNotMatch(sentence, /\{\d\}/);
  const own = sentence.replace(foreign, '').replace(/"[^"]*"/g, '');
  assert.doesNotMatch(own, /\b[a-z]{2,} [a-z]{2,}\b/, sentence);
}

/** Names of authors and functions, and code, which stay as they are. */
const names = /et al\b|`[^`]*`|clip_grad_norm_|--tensor NAME/g;

/** Asserts of each of some texts that it is Chinese. */
export function assertAllChinese(...texts: readonly string[]): void {
  assert.ok(texts.length > 0);
  for (const text of texts) assertChinese(text, [], names);
}
