// README, CONTRIBUTING and CHANGELOG say what is there.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parser } from '@lezer/python';
import manifest from '../../package.json';
import texts from '../../package.nls.json';
import { commands } from '../../src/cli/main';
import { rules } from '../../src/present/report/rules';

// Bundled to out/unit/pages.test.js.
const root = resolve(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const pages = {
  readme: read('README.md'),
  contributing: read('CONTRIBUTING.md'),
  changelog: read('CHANGELOG.md'),
};
const section = (page: string, title: string): string => {
  const [, text] = page.split(`\n## ${title}\n`);
  assert.ok(text !== undefined, `no section ${title}`);
  return text.split('\n## ')[0]!;
};
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found!);

describe('the README', () => {
  const { readme } = pages;

  it('shows pictures that are there, and every picture that is there', () => {
    const shown = all(readme, /!\[[^\]]+\]\(([^)#?]+)[^)]*\)/g).filter((link) => !/^https?:/.test(link));
    const icon = /^icon\./;
    const kept = readdirSync(join(root, 'media'))
      .filter((name) => name.endsWith('.png') && !icon.test(name))
      .map((name) => `media/${name}`);
    assert.deepEqual(
      kept.filter((picture) => !readme.includes(picture)),
      [],
    );
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
    for (const picture of shown) {
      assert.deepEqual(readFileSync(join(root, picture)).subarray(0, 4), signature, picture);
    }
    assert.ok(shown.length > 0);
  });

  it('has its tables as `npm run readme` writes them', async () => {
    const { withTables } = (await import(pathToFileURL(join(root, 'esbuild.readme.mjs')).href)) as {
      withTables: (readme: string, ...from: readonly [typeof manifest, typeof texts]) => string;
    };
    assert.equal(readme, withTables(readme, manifest, texts));
    assert.ok(readme.includes('`gradientLens.quickCheck`') && readme.includes('`gradientLens.horizon`'));
  });

  it('names every command of the command line, and none that is not there', () => {
    const named = new Set(all(readme, /^ {4}gradient-lens (\w+)/gm));
    assert.deepEqual([...named].sort(), Object.keys(commands).sort());
  });

  it('explains rules that are there', () => {
    const explained = all(readme, /^### Rule: (.+)$/gm);
    const families = Object.keys(rules).map((rule) => rule.slice(0, rule.lastIndexOf('-')));
    const ofTraining = 'unclipped-training';
    const unknown = explained.filter(
      (rule) => !(rule in rules) && !families.includes(rule) && rule !== ofTraining,
    );
    assert.deepEqual(unknown, []);
    assert.ok(explained.includes('gain-vanishing'));
  });
});

describe('the pages beside the README', () => {
  it('tell what is new in this version', () => {
    assert.match(section(pages.changelog, manifest.version), /^\s*- \S/);
  });

  it('link to what is there, name scripts that are there, and show Python that parses', () => {
    for (const [name, page] of Object.entries(pages)) {
      const links = all(page, /\]\(([^)#:]+)(?:#[^)]*)?\)/g);
      assert.deepEqual(
        links.filter((link) => !existsSync(join(root, link))),
        [],
        name,
      );
      const scripts = all(page, /\bnpm run ([\w:]+)/g);
      assert.deepEqual(
        scripts.filter((script) => !(script in manifest.scripts)),
        [],
        name,
      );
      const examples = all(page, /```python\n([^]*?)```/g);
      if (page === pages.readme) assert.ok(examples.length > 0, 'the numpy script');
      for (const code of examples) {
        parser.parse(code).iterate({
          enter: ({ type, from }) => {
            assert.ok(!type.isError, `${name}: ${code.slice(from, from + 40)}`);
          },
        });
      }
    }
  });
});
