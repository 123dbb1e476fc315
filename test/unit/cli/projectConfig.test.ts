import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import manifest from '../../../package.json';
import { defaultThresholds } from '../../../src/core/analysis';
import { isIgnored, parseProjectConfig, ProjectConfigs } from '../../../src/cli/projectConfig';
import schema from '../../../schemas/gradient-lens.config.schema.json';

const config = (content: object) =>
  parseProjectConfig('/project/gradient-lens.config.json', JSON.stringify(content));

describe('gradient-lens.config.json', () => {
  it('has its defaults where it says nothing, and may have comments', () => {
    assert.deepEqual(
      parseProjectConfig('/p/c.json', '{ // all as usual\n "thresholds": {"exploding": 50,}, }'),
      {
        folder: '/p',
        thresholds: { ...defaultThresholds, exploding: 50 },
        horizon: null,
        activation: null,
        ignore: [],
        failOn: [],
      },
    );
  });

  it('refuses what it does not know in one sentence that names file, key and mend', () => {
    const bad: [object, RegExp][] = [
      [{ treshold: 1 }, /there is no key treshold: use thresholds, horizon/],
      [{ thresholds: { exploding: 5 } }, /thresholds must fall/],
      [{ thresholds: { huge: 5 } }, /thresholds has no huge/],
      [{ thresholds: { growing: '10' } }, /thresholds\.growing is "10", not a finite number/],
      [{ horizon: 0 }, /horizon is 0, not a whole number/],
      [{ horizon: 1.5 }, /horizon is 1\.5/],
      [{ activation: 'tan' }, /activation is "tan": use one of identity/],
      [{ ignore: 'a#b' }, /ignore is "a#b", not a list/],
      [{ ignore: [1] }, /ignore\[0\] is 1, not a string/],
      [{ failOn: ['bad'] }, /failOn takes verdicts out of exploding/],
    ];
    for (const [content, message] of bad) {
      assert.throws(() => config(content), message);
      assert.throws(() => config(content), /^InputError: \/project\/gradient-lens\.config\.json/);
    }
    assert.throws(() => parseProjectConfig('c.json', '[]'), /the config is a list, not an object/);
    assert.throws(() => parseProjectConfig('c.json', '{"horizon": '), /c\.json is not JSON/);
  });

  it('agrees with its schema, which the editor uses', () => {
    const validate = new Ajv({ strict: false }).compile(schema);
    const full = { horizon: 30, activation: 'relu', ignore: ['a#b'], failOn: ['exploding'], thresholds: {} };
    assert.ok(validate(full) && config(full));
    for (const content of [{ horizon: 0 }, { activation: 'tan' }, { failOn: ['bad'] }, { other: 1 }]) {
      assert.equal(validate(content), false, JSON.stringify(content));
    }
    assert.deepEqual(schema.properties.activation.enum, manifest.contributes.configuration.properties['gradientLens.activation'].enum); // prettier-ignore
    const [wired] = manifest.contributes.jsonValidation;
    assert.equal(wired?.fileMatch, 'gradient-lens.config.json');
    assert.deepEqual(JSON.parse(readFileSync(wired.url, 'utf8')), schema);
  });

  it('ignores by name, by file and by wildcard, relative to its folder', () => {
    const some = config({ ignore: ['a/b.json#x.y', 'old/**', '*.tmp.json', 'c.py#W_*', 'w[1].json#x'] });
    const ignored = (file: string, name: string | null): boolean => isIgnored(some, `/project/${file}`, name);
    assert.ok(ignored('a/b.json', 'x.y'));
    assert.ok(!ignored('a/b.json', 'xzy') && !ignored('a/b.json', null) && !ignored('b.json', 'x.y'));
    assert.ok(ignored('old/deep/f.py', null) && ignored('old/f.py', 'W') && !ignored('older/f.py', null));
    assert.ok(ignored('f.tmp.json', null) && !ignored('a/f.tmp.json', null));
    assert.ok(ignored('c.py', 'W_a/b') && !ignored('c.py', 'V') && !ignored('c.py', null));
    assert.ok(ignored('w[1].json', 'x') && !ignored('w1.json', 'x'));
  });

  it('is found upward from a file, the nearest first', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-config-'));
    try {
      mkdirSync(join(folder, 'a', 'b'), { recursive: true });
      const write = (path: string, content: object): void => {
        writeFileSync(join(folder, path), JSON.stringify(content));
      };
      write('gradient-lens.config.json', { horizon: 1 });
      write('a/gradient-lens.config.json', { horizon: 2 });
      write('given.json', { horizon: 3 });
      const nearest = new ProjectConfigs(null);
      assert.equal((await nearest.for(join(folder, 'x.py')))?.horizon, 1);
      assert.equal((await nearest.for(join(folder, 'a', 'b', 'x.py')))?.horizon, 2);
      const given = new ProjectConfigs(join(folder, 'given.json'));
      assert.equal((await given.for(join(folder, 'a', 'x.py')))?.horizon, 3);
      assert.equal(await nearest.for(join(dirname(folder), 'x.py')), null);
      await assert.rejects(
        new ProjectConfigs(join(folder, 'none.json')).for('x.py'),
        /none\.json cannot be read/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
