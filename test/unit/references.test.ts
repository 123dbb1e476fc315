// What the code cites stands in REFERENCES.md, and what stands there is cited.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Bundled to out/unit/references.test.js.
const root = resolve(__dirname, '..', '..');
const sources = ['src', 'webview', 'test/unit'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);
const list = readFileSync(join(root, 'REFERENCES.md'), 'utf8');
const key = /\[([A-Z][A-Za-z]+(?:19|20)\d\d[a-z]?)\]/g;
const keysIn = (text: string): string[] => [...text.matchAll(key)].map(([, name]) => name!);
const listed = [...list.matchAll(/^- \*\*\[(\w+)\]\*\*/gm)].map(([, name]) => name!);

describe('REFERENCES.md', () => {
  it('lists what the code cites, and nothing else', () => {
    assert.deepEqual(
      listed,
      [...new Set(sources.flatMap(keysIn))].sort((a, b) => a.localeCompare(b, 'en')),
    );
  });

  it('says of each work who wrote it, its title and its year', () => {
    for (const line of list.split('\n').filter((entry) => entry.startsWith('- '))) {
      const [, name = '', year = ''] = /^- \*\*\[([A-Za-z]+)(\d{4})[a-z]?\]\*\*/.exec(line) ?? [];
      assert.match(line, /\*\* \S.+ _.+[.?]_ .+/, name);
      assert.ok(line.replace(/^.*?\*\* /, '').includes(year), `${name}${year}`);
    }
  });
});
