// What VS Code itself shows of the extension, in every language that it has.
import assert from 'node:assert/strict';
import manifest from '../../package.json';
import english from '../../package.nls.json';
import chinese from '../../package.nls.zh-cn.json';
import { textKey, withTexts } from './manifest';

/** Every string of a part of package.json with the names on the way to it. */
function strings(part: unknown, path: readonly string[] = []): { path: readonly string[]; text: string }[] {
  if (typeof part === 'string') return [{ path, text: part }];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) => strings(value, [...path, name]));
}

/** Properties that VS Code shows to people. */
const shown = [
  'altText',
  'category',
  'contents',
  'deprecationMessage',
  'description',
  'displayName',
  'enumDescriptions',
  'enumItemLabels',
  'label',
  'markdownDeprecationMessage',
  'markdownDescription',
  'markdownEnumDescriptions',
  'shortTitle',
  'title',
  'userDescription',
];
/** Properties that speak to VS Code or to a language model. */
const unseen = [
  'enablement',
  'inputSchema',
  'key',
  'mac',
  'modelDescription',
  'regexp',
  'source',
  'tags',
  'when',
];
/** Parts of a text that are the same in every language: code, settings, links, placeholders. */
const fixed = /`[^`]*`|#gradientLens[\w.]*#|\]\([^)]*\)|\$\([\w-]+\)|\{\d+\}/g;
const fixedParts = (text: string): string[] => [...text.matchAll(fixed)].map(([part]) => part).sort();

describe('the texts of package.json', () => {
  const used = strings(manifest).flatMap(({ text }) => textKey.exec(text)?.[1] ?? []);

  it('are all there in each language, and none is unused', () => {
    const keys = [...new Set(used)].sort();
    assert.deepEqual(Object.keys(english).sort(), keys);
    assert.deepEqual(Object.keys(chinese).sort(), keys);
  });

  it('are in Chinese where they have words', () => {
    for (const [key, text] of Object.entries(english)) {
      const translation = withTexts(`%${key}%`, chinese);
      if (/^Gradient Lens$/.test(text)) assert.equal(translation, text, key);
      else if (/^media\//.test(text)) assert.notEqual(translation, text, key);
      else assert.match(translation, /\p{Script=Han}/u, key);
    }
  });

  it('leave no plain text where people look', () => {
    const visible = strings(manifest.contributes).filter(
      ({ path }) => !path.some((name) => unseen.includes(name)),
    );
    for (const { path, text } of visible) {
      const name = path.findLast((step) => !/^\d+$/.test(step)) ?? '';
      const isText = (shown.includes(name) && path.at(-2) !== 'properties') || /\p{L} \p{L}/u.test(text);
      if (isText) assert.match(text, textKey, path.join('.'));
    }
    for (const text of [manifest.displayName, manifest.description]) assert.match(text, textKey);
    assert.match(manifest.capabilities.virtualWorkspaces.description, textKey);
  });

  it('name the same code, settings and links in each language', () => {
    for (const [key, text] of Object.entries(english)) {
      assert.deepEqual(fixedParts(withTexts(`%${key}%`, chinese)), fixedParts(text), key);
    }
  });
});
