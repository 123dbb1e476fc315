import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import manifest from '../../package.json';
import english from '../../package.nls.json';
import chinese from '../../package.nls.zh-cn.json';
import { walkthrough } from '../../src/host/contributions';

// Bundled to out/unit/walkthrough.test.js.
const root = resolve(__dirname, '..', '..');
const folder = join(root, 'media', 'walkthrough');
const [declared] = manifest.contributes.walkthroughs;
const commandNames = new Set(manifest.contributes.commands.map(({ command }) => command));

describe('the walkthrough in package.json', () => {
  it('has the name by which the command opens it', () => {
    assert.equal(`${manifest.publisher}.${manifest.name}#${declared!.id}`, walkthrough);
  });

  it('is completed by commands that exist, and its buttons run such', () => {
    for (const { completionEvents } of declared!.steps) {
      for (const event of completionEvents)
        assert.ok(commandNames.has(event.replace(/^onCommand:/, '')), event);
    }
    for (const texts of [english, chinese]) {
      const links = JSON.stringify(texts).matchAll(/\]\(command:([\w.]+)/g);
      // The one of VS Code that a view without a folder needs.
      const known = new Set([...commandNames, 'vscode.openFolder']);
      for (const [, command] of links) assert.ok(known.has(command!), command);
    }
  });

  it('has the pictures that its texts name', () => {
    const named = [english, chinese].flatMap((texts) =>
      Object.entries(texts).flatMap(([key, value]) => (key.endsWith('.picture') ? [value] : [])),
    );
    assert.deepEqual(
      named.sort(),
      readdirSync(folder)
        .map((file) => `media/walkthrough/${file}`)
        .sort(),
    );
  });

  it('draws what the program says of the samples', async function () {
    const address = pathToFileURL(join(root, 'test', 'walkthroughPictures.mjs')).href;
    const { walkthroughPictures } = (await import(address)) as {
      walkthroughPictures: () => Map<string, string>;
    };
    for (const [file, svg] of walkthroughPictures()) {
      assert.equal(readFileSync(join(folder, file), 'utf8'), svg, file);
    }
  });

  it('puts nothing into the pictures that a walkthrough forbids', () => {
    // Its page allows no scripts and no style attributes.
    for (const file of readdirSync(folder)) {
      assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /style=|<script|<style|href=/, file);
    }
  });
});
