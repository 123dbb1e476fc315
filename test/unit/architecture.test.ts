// ARCHITECTURE.md is true: what it names is there, and what is there it names.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import manifest from '../../package.json';
import { cyclesIn, importsOf, sourcesIn, type Imports } from './imports';

// Bundled to out/unit/architecture.test.js.
const root = resolve(__dirname, '..', '..');
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').trimEnd();

interface Row {
  readonly cells: readonly string[];
  readonly names: readonly string[];
}
interface Rule {
  readonly regex: string;
}
interface Configuration {
  readonly files: readonly string[];
  readonly rules: {
    readonly 'no-restricted-imports'?: readonly [string, { readonly patterns: readonly Rule[] }];
  };
}

const section = (title: string): string => {
  const [, text] = page.split(`\n## ${title}\n`);
  assert.ok(text !== undefined, `no section ${title}`);
  return text.split('\n## ')[0]!;
};
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
const rowsOf = (title: string): Row[] =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => {
      const cells = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      return { cells, names: quoted(cells[0]!) };
    });
/** `src/core/verdict.ts` → `core`, `webview/dom.ts` → `webview`. */
const roomOf = (file: string): string => file.split('/')[file.startsWith('src/') ? 1 : 0]!;
/** `yaml/dist/x` → `yaml`, `@a/b/c` → `@a/b`. */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

const rooms = new Map(
  rowsOf('Rooms').map(({ cells, names }) => [
    roomOf(names[0]!),
    { folder: names[0]!, mayImport: cells[2]! === 'nothing' ? [] : cells[2]!.split(', ') },
  ]),
);
const codeRooms = [...rooms.keys()].filter((room) => room !== 'test');
const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('ARCHITECTURE.md', function () {
  const sources = sourcesIn(root, ['src', 'webview']).filter((file) => !file.includes('/kernels/assembly/'));
  const imports = new Map<string, Imports>();
  before(() => {
    for (const file of sources) imports.set(file, importsOf(root, file));
  });
  const ofRoom = (room: string): Imports[] =>
    [...imports].flatMap(([file, found]) => (roomOf(file) === room ? [found] : []));
  const packagesOf = (room: string): string[] => sorted(ofRoom(room).flatMap(({ packages }) => packages));

  it('has at most 60 lines', () => {
    assert.ok(page.split('\n').length <= 60);
  });

  it('names a room for every folder of src, the webviews and the tests', () => {
    assert.deepEqual(sorted(rooms.keys()), sorted([...folders, 'test', 'webview']));
  });

  it('names no path that is not there', () => {
    const exists = (place: string): boolean =>
      [place, `${place}.ts`].some((file) => existsSync(join(root, file)));
    const known = (name: string, places: readonly string[]): boolean =>
      name === 'vscode' ||
      name in manifest.devDependencies ||
      places.some((place) => exists(join(place, name.replace(/^gradient-lens (?=\w+$)/, 'src/cli/'))));
    for (const { cells, names } of rowsOf('Rooms')) {
      for (const name of quoted(cells[1]!))
        assert.ok(known(name, [names[0]!]), `${names[0]!} has no ${name}`);
    }
    const everywhere = ['', 'src', ...[...rooms.values()].map(({ folder }) => folder)];
    // Chunks carry a hash in their names; the test of the bundles knows them.
    const hashed = 'dist/chunk-*.js';
    const missing = quoted(page).filter((name) => name !== hashed && !known(name, everywhere));
    assert.deepEqual(missing, []);
  });

  it('lists for each room what it imports, no more and no less', () => {
    for (const room of codeRooms) {
      const others = ofRoom(room).flatMap(({ files }) => files.map(roomOf));
      assert.deepEqual(sorted(others.filter((other) => other !== room)), rooms.get(room)!.mayImport, room);
    }
  });

  it('says what Oxlint says', () => {
    const { overrides } = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as {
      overrides: readonly Configuration[];
    };
    for (const room of codeRooms) {
      const { folder, mayImport } = rooms.get(room)!;
      const rules = overrides.find(({ files }) => files.includes(`${folder}**/*.ts`))?.rules;
      const patterns = rules?.['no-restricted-imports']?.[1].patterns ?? [];
      const free = codeRooms.filter(
        (other) => !patterns.some(({ regex }) => new RegExp(regex).test(`../../${other}/worthReading`)),
      );
      assert.deepEqual(free.filter((other) => other !== room).sort(), mayImport, `Oxlint on ${room}`);
    }
  });

  it('says truly which rooms do without packages, Node and vscode', () => {
    const [, pure = ''] = /`(\w+)` imports no package at all/.exec(section('Rooms')) ?? [];
    assert.deepEqual([pure, packagesOf(pure)], ['core', []]);
    const [, without, texts, withoutNode, editor] =
      /\n(.+) import no package but `(.+)`, (.+) nothing of Node, and `(\w+)` alone imports `vscode`/.exec(
        section('Rooms'),
      ) ?? [];
    for (const room of quoted(without ?? '')) {
      assert.deepEqual(
        packagesOf(room).filter((name) => name !== texts),
        [],
        room,
      );
    }
    for (const room of quoted(withoutNode ?? '')) {
      assert.deepEqual(
        packagesOf(room).filter((name) => name.startsWith('node:')),
        [],
        room,
      );
    }
    assert.deepEqual(
      codeRooms.filter((room) => packagesOf(room).includes('vscode')),
      [editor],
    );
  });

  it('gives a reason for each library that is imported, and for no other', () => {
    const listed = rowsOf('Libraries, and why').flatMap(({ names }) => names);
    const imported = codeRooms
      .flatMap(packagesOf)
      .filter((name) => !name.startsWith('node:') && name !== 'vscode');
    // Compiles sources of core; nothing that is bundled imports it.
    const compiler = 'assemblyscript';
    assert.deepEqual(sorted(listed), sorted([...imported.map(packageOf), compiler]));
    for (const name of listed) assert.ok(name in manifest.devDependencies, `${name} is not in package.json`);
  });

  it('names the bundles that are built', () => {
    const named = quoted(section('Bundles')).filter((name) => /^dist\/[^/]+\/?$/.test(name));
    const built = readdirSync(join(root, 'dist'), { withFileTypes: true })
      .filter(({ name }) => !name.endsWith('.map'))
      .map((entry) => `dist/${entry.name}${entry.isDirectory() ? '/' : ''}`)
      .map((path) => path.replace(/chunk-\w+/, 'chunk-*'));
    assert.deepEqual(sorted(named), sorted([...new Set(built)]));
  });

  it('is kept by the sources: no cycle between rooms, none between files as they are loaded', () => {
    const between = codeRooms.map((room): [string, string[]] => [
      room,
      sorted(ofRoom(room).flatMap(({ files }) => files.map(roomOf))),
    ]);
    assert.deepEqual(cyclesIn(new Map(between)), []);
    assert.deepEqual(cyclesIn(new Map([...imports].map(([file, { loaded }]) => [file, loaded]))), []);
  });

  it('is kept by the sources: half of the files have fewer than 80 lines, none more than 400', () => {
    const lines = sources
      .map((file) => ({ file, count: readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length }))
      .sort((a, b) => a.count - b.count);
    const median = lines[Math.floor(lines.length / 2)]!;
    assert.ok(median.count < 80, `the median is ${median.count}`);
    assert.deepEqual(
      lines.filter(({ count }) => count > 400),
      [],
    );
  });
});
