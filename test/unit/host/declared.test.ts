// Snippets, keys and the problem matcher: what package.json declares beside commands.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gradientLoggers } from '../../../src/present/monitor/gradientLogger';
import { compilerLine } from '../../../src/cli/monitorFormats';
import { commands } from '../../../src/host/contributions';
import { englishManifest } from '../manifest';

const { keybindings, problemMatchers, snippets } = englishManifest.contributes;
// Bundled to out/unit/host/*.js.
const root = resolve(__dirname, '..', '..', '..');

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

describe('what package.json declares beside commands', () => {
  it('keys for the matrix under the cursor and the quick check, for commands that are there', () => {
    const bound = keybindings.map(({ command }) => command);
    assert.deepEqual(bound, [commands.analyzeAtCursor, commands.quickCheck]);
    assert.equal(new Set(keybindings.map(({ key }) => key)).size, bound.length);
  });

  it('snippets of the loggers, to the letter, and of clipping', () => {
    const all = Object.values(
      JSON.parse(readFileSync(resolve(root, snippets[0]!.path), 'utf8')) as Record<string, Snippet>,
    );
    assert.equal(new Set(all.map(({ prefix }) => prefix)).size, all.length);
    /** As VS Code inserts it: placeholders by their defaults, escapes taken off. */
    const inserted = ({ body }: Snippet): string =>
      body
        .join('\n')
        .replace(
          /\\([\\$}])|\$\{\d+:([^}]*)\}/g,
          (_, plain?: string, value?: string) => plain ?? value ?? '',
        );
    const texts = all.map(inserted);
    for (const { code, framework } of gradientLoggers) assert.ok(texts.includes(code.trimEnd()), framework);
    const clip = all.find(({ prefix }) => prefix === 'grad-clip-torch');
    assert.equal(clip && inserted(clip), 'torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)');
  });

  it('a problem matcher for the lines of the command line', () => {
    const [{ pattern }] = problemMatchers as [(typeof problemMatchers)[0]];
    const line = compilerLine({
      file: 'runs/a.jsonl',
      verdict: 'exploding',
      reason: 'since step 12',
    } as never);
    const match = new RegExp(pattern.regexp).exec(line);
    const part = (name: 'file' | 'line' | 'column' | 'severity' | 'message'): unknown =>
      match?.[pattern[name]];
    assert.deepEqual(
      [part('file'), part('line'), part('column'), part('severity')],
      ['runs/a.jsonl', '1', '1', 'warning'],
    );
    assert.match(String(part('message')), /since step 12/);
  });
});
