import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '../../../src/cli/readText';
import { run } from './run';

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('texts in other encodings', () => {
  const text = 'n = 3; % Größe für die Übung\n';
  const encoded: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 LE', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE with a mark', swapped(`\uFEFF${text}`)],
    ['UTF-16 BE', swapped(text)],
  ];
  for (const [name, bytes] of encoded)
    it(name, () => {
      assert.equal(decode(bytes), text);
    });

  it('Windows-1252 has more letters than Latin-1', () => {
    assert.equal(decode(Buffer.from([0x93, 0x57, 0x94, 0x20, 0x80])), '“W” €');
  });

  it('an empty file is an empty text, what is no text is none', () => {
    assert.equal(decode(Buffer.from([])), '');
    assert.equal(decode(Buffer.from([0xff, 0xfe, 0x00])), undefined);
    assert.equal(decode(Buffer.from([0xff, 0xfe, 0x00, 0x00, 0x41, 0x00, 0x00, 0x00])), undefined);
    assert.equal(
      decode(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00])),
      undefined,
    );
  });

  it('a folder is judged whatever its files are written in; what cannot be read is a note, or 2 where it is named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-'));
    try {
      const matlab = 'Wh = [0.5 0; 0 0.25]; % Übung\nfor t = 1:100\n  h = tanh(Wh * h);\nend\n';
      mkdirSync(join(folder, 'sub'));
      writeFileSync(join(folder, 'latin.m'), matlab, 'latin1');
      writeFileSync(join(folder, 'wide.m'), Buffer.from(`\uFEFF${matlab}`, 'utf16le'));
      const binary = join(folder, 'sub', 'binary.m');
      writeFileSync(binary, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff]));
      const whole = await run('analyze', folder, '--json');
      assert.equal(whole.status, 0);
      const { files } = JSON.parse(whole.stdout) as {
        files: {
          file: string;
          findings: { name: string; location: object }[];
          errors: { message: string }[];
        }[];
      };
      const names = files.map(({ file, findings, errors }) => [
        file.slice(folder.length + 1),
        findings.length,
        errors.length,
      ]);
      assert.deepEqual(names, [
        ['latin.m', 1, 0],
        [join('sub', 'binary.m'), 0, 1],
        ['wide.m', 1, 0],
      ]);
      assert.deepEqual(files[2]!.findings[0]!.location, files[0]!.findings[0]!.location);
      assert.ok(!whole.stdout.includes('passedOver'));
      const lines = await run('analyze', folder, '--format', 'lines');
      assert.match(
        lines.stdout,
        /binary\.m:1:1: note: .*binary\.m is not text in UTF-8, UTF-16 or Latin-1: save it in one of them$/m,
      );
      const named = await run('analyze', binary, '--format', 'lines');
      assert.equal(named.status, 2);
      assert.match(named.stdout, /binary\.m:1:1: error: /);
      const both = await run('analyze', folder, binary, '--json');
      assert.equal(both.status, 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('a file that may not be read says so', async function () {
    const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-'));
    const file = join(folder, 'secret.py');
    writeFileSync(file, 'W = 1');
    chmodSync(file, 0);
    try {
      // An administrator, and Windows, read it all the same.
      if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
      const { status, stdout } = await run('analyze', file, '--format', 'lines');
      assert.equal(status, 2);
      assert.match(stdout, /secret\.py may not be read: change its permissions/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
