// README, docs, CONTRIBUTING and CHANGELOG say what is there.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parser } from '@lezer/python';
import manifest from '../../package.json';
import texts from '../../package.nls.json';
import { commands } from '../../src/cli/main';
import { rules } from '../../src/present/report/rules';
import { run } from './cli/run';

// Bundled to out/unit/pages.test.js.
const root = resolve(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
/** By their paths from the root. */
const pages = new Map(
  [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
  ].map((file) => [file, read(file)]),
);
const readme = pages.get('README.md')!;
const section = (page: string, title: string): string => {
  const [, text] = page.split(`\n## ${title}\n`);
  assert.ok(text !== undefined, `no section ${title}`);
  return text.split('\n## ')[0]!;
};
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found!);

describe('the README', () => {
  it('has fewer than 150 lines, begins with the two commands, and leads to every other page', () => {
    assert.ok(readme.split('\n').length < 150);
    assert.deepEqual(all(readme, /^ {4}(npm \w+)/gm), ['npm start', 'npm test']);
    const docs = [...pages.keys()].filter((file) => file.startsWith('docs/'));
    assert.deepEqual(
      docs.filter((file) => !readme.includes(`](${file}`)),
      [],
    );
  });

  it('begins with an animated picture of at most 1.5 MB', () => {
    const picture = readFileSync(join(root, /!\[[^\]]+\]\(([^)]+)\)/.exec(readme)![1]!));
    assert.equal(picture.toString('latin1', 0, 6), 'GIF89a');
    assert.ok(picture.length < 1.5e6, `${picture.length} bytes`);
    // Each picture of the animation has a block that says how long it is shown.
    assert.ok(picture.toString('latin1').split('\x21\xf9\x04').length > 5);
  });

  it('names every command of the command line, and none that is not there', () => {
    const named = new Set(all(readme, /^ {4}gradient-lens (\w+)/gm));
    assert.deepEqual([...named].sort(), Object.keys(commands).sort());
  });
});

describe('the pages', () => {
  it('show pictures that are there, and every picture that is there', () => {
    const shown = [...pages].flatMap(([file, page]) =>
      all(page, /!\[[^\]]+\]\(([^)#?]+)[^)]*\)/g)
        .filter((link) => !/^https?:/.test(link))
        .map((link) => posix.join(posix.dirname(file), link)),
    );
    const icon = /^icon\./;
    const kept = readdirSync(join(root, 'media'))
      .filter((name) => /\.(?:png|gif)$/.test(name) && !icon.test(name))
      .map((name) => `media/${name}`);
    assert.deepEqual([...new Set(shown)].sort(), kept.sort());
    const signatures = { png: '\x89PNG', gif: 'GIF8' };
    for (const picture of kept) {
      const bytes = readFileSync(join(root, picture)).toString('latin1', 0, 4);
      assert.equal(bytes, signatures[picture.endsWith('.gif') ? 'gif' : 'png'], picture);
    }
  });

  it('have their tables and the usage as `npm run readme` writes them', async () => {
    const { withTables, withUsage } = (await import(
      pathToFileURL(join(root, 'esbuild.readme.mjs')).href
    )) as {
      withTables: (page: string, ...from: readonly [typeof manifest, typeof texts]) => string;
      withUsage: (page: string, usage: string) => string;
    };
    const editor = pages.get('docs/editor.md')!;
    assert.equal(editor, withTables(editor, manifest, texts));
    assert.ok(editor.includes('`gradientLens.quickCheck`') && editor.includes('`gradientLens.horizon`'));
    const commandLine = pages.get('docs/command-line.md')!;
    const { stdout } = await run('--help');
    assert.equal(commandLine, withUsage(commandLine, stdout));
    assert.match(commandLine, /^gradient-lens analyze PATH/m);
  });

  it('explain rules that are there', () => {
    const explained = all(pages.get('docs/rules.md')!, /^### Rule: (.+)$/gm);
    const families = Object.keys(rules).map((rule) => rule.slice(0, rule.lastIndexOf('-')));
    const ofTraining = 'unclipped-training';
    const unknown = explained.filter(
      (rule) => !(rule in rules) && !families.includes(rule) && rule !== ofTraining,
    );
    assert.deepEqual(unknown, []);
    assert.ok(explained.includes('gain-vanishing'));
  });

  it('tell what is new in this version', () => {
    assert.match(section(pages.get('CHANGELOG.md')!, manifest.version), /^\s*- \S/);
  });

  it('link to what is there, name scripts that are there, and show Python that parses', () => {
    for (const [name, page] of pages) {
      const links = all(page, /\]\(([^)#:]+)(?:#[^)]*)?\)/g);
      assert.deepEqual(
        links.filter((link) => !existsSync(join(root, posix.dirname(name), link))),
        [],
        name,
      );
      const scripts = all(page, /\bnpm run ([\w:]+)/g);
      assert.deepEqual(
        scripts.filter((script) => !(script in manifest.scripts)),
        [],
        name,
      );
      // Snakemake's language has rules beside what Python has.
      const examples = all(page, /```python\n(?![^]*?^rule )([^]*?)```/gm);
      if (name === 'docs/why.md') assert.ok(examples.length > 0, 'the numpy script');
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
