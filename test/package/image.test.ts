import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../../package.json';
import { cloneTo } from './packages';

/** An instruction of the image's definition, such as COPY, with what follows it. */
type Instruction = readonly [name: string, rest: string];

/** The instructions of each stage. */
function stages(): Instruction[][] {
  const all: Instruction[][] = [];
  for (const line of readFileSync('Dockerfile', 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, name, rest] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    assert.ok(name && rest, line);
    if (name === 'FROM') all.push([]);
    all.at(-1)!.push([name, rest]);
  }
  return all;
}

/** Without an engine: the instructions are carried out in folders that stand for the images. */
describe("the image's definition", () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-image-'));
  const [build, image] = [join(folder, 'build'), join(folder, 'image')];
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('builds the program from a clone, and starts it', function () {
    if (spawnSync('sh', ['-c', 'true']).error) this.skip();
    const [first, last] = stages() as [Instruction[], Instruction[]];
    let where = build;
    for (const [name, rest] of first) {
      if (name === 'WORKDIR') mkdirSync((where = join(build, rest)), { recursive: true });
      else if (name === 'COPY') cloneTo(where);
      else if (name === 'RUN' && !rest.startsWith('npm ci ')) {
        const { status, stderr } = spawnSync('sh', ['-c', rest], { cwd: where, encoding: 'utf8' });
        assert.equal(status, 0, `${rest}\n${stderr}`);
      }
    }
    for (const [name, rest] of last) {
      if (name !== 'COPY') continue;
      const [from, to] = rest.replace('--from=build ', '').split(' ') as [string, string];
      cpSync(join(build, from), join(image, to), { recursive: true, verbatimSymlinks: true });
    }
    const [program] = JSON.parse(last.find(([name]) => name === 'ENTRYPOINT')![1]) as [string];
    const started = join(image, 'usr', 'local', 'bin', program);
    assert.equal(spawnSync(started, ['--version'], { encoding: 'utf8' }).stdout, `${manifest.version}\n`);
  });

  it('rests on a Node that the program runs on, and runs as nobody in particular', () => {
    const lowest = Number(/\d+/.exec(manifest.engines.node)![0]);
    for (const stage of stages()) assert.ok(Number(/^node:(\d+)/.exec(stage[0]![1])![1]) >= lowest);
    assert.ok(
      stages()
        .at(-1)!
        .some(([name, rest]) => name === 'USER' && rest !== 'root'),
    );
  });

  it('takes no packages and no build of the machine along', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').trimEnd().split('\n');
    for (const name of ['node_modules', 'dist', 'out', '.git']) assert.ok(ignored.includes(name), name);
    assert.ok(existsSync('package-lock.json'));
  });
});
