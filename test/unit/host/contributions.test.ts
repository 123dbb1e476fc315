import assert from 'node:assert/strict';
import { activationNames } from '../../../src/core/recurrence/activation';
import { defaultThresholds } from '../../../src/core/analysis';
import { defaultRules } from '../../../src/core/monitor/rules';
import { panelTabs, tabTitle } from '../../../src/shared/tabs';
import { detectableLanguages } from '../../../src/detect/candidate';
import {
  commands,
  contextKeys,
  settingNames,
  tabCommand,
  checkpointEndings,
  checkpointOptionViewType,
  checkpointViewType,
} from '../../../src/host/contributions';
import { englishManifest as manifest } from '../manifest';

const { contributes } = manifest;
const properties = contributes.configuration.properties;

describe('package.json', () => {
  it('declares the commands of the code, no more and no less', () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).sort(),
      [...Object.values(commands), ...panelTabs.map(({ id }) => tabCommand(id))].sort(),
    );
    for (const { category } of contributes.commands) assert.equal(category, 'Gradient Lens');
  });

  it('names the command of each tab by its title', () => {
    for (const { id } of panelTabs) {
      const declared = contributes.commands.find(({ command }) => command === tabCommand(id));
      const title = tabTitle(id);
      assert.equal(
        declared?.title,
        id === 'learn' ? `${title} Why Gradients Vanish or Explode` : `Show ${title}`,
      );
    }
  });

  it('declares the settings of the code, each with order, description and scope', () => {
    assert.deepEqual(Object.keys(properties).sort(), [...settingNames].sort());
    const orders = Object.values(properties).map(({ order }) => order);
    assert.equal(new Set(orders).size, orders.length);
    for (const { markdownDescription, scope } of Object.values(properties)) {
      assert.ok(markdownDescription.length > 20);
      assert.ok(['window', 'resource'].includes(scope));
    }
  });

  it('lists the activations, thresholds and languages that the core knows', () => {
    assert.deepEqual(properties['gradientLens.activation'].enum, [...activationNames]);
    assert.deepEqual(properties['gradientLens.thresholds'].default, defaultThresholds);
    assert.deepEqual(properties['gradientLens.monitor.rules'].default, defaultRules);
    assert.deepEqual(properties['gradientLens.languages'].default, [...detectableLanguages]);
    for (const language of detectableLanguages) {
      assert.ok(manifest.activationEvents.includes(`onLanguage:${language}`), language);
    }
  });

  it('uses only context keys that the code sets', () => {
    const own = contributes.menus['editor/context'].flatMap(
      ({ when }) => when.match(/gradientLens\.\w+/g) ?? [],
    );
    for (const key of own) assert.ok(Object.values<string>(contextKeys).includes(key), key);
  });

  it('opens the checkpoints of the code by itself or on request, and takes no other’s over', () => {
    const patterns = (viewType: string, priority: string): string[] =>
      contributes.customEditors
        .filter((editor) => editor.viewType === viewType && editor.priority === priority)
        .flatMap(({ selector }) => selector.map(({ filenamePattern }) => filenamePattern));
    const expected = (endings: readonly string[]): string[] => endings.map((ending) => `*.${ending}`);
    assert.deepEqual(patterns(checkpointViewType, 'default'), expected(checkpointEndings.default));
    assert.deepEqual(patterns(checkpointOptionViewType, 'option'), expected(checkpointEndings.option));
    assert.ok(!patterns(checkpointViewType, 'default').some((pattern) => pattern.includes('h5')));
    for (const { command, when } of contributes.menus['explorer/context']) {
      if (!command.endsWith('Checkpoint')) continue;
      const shown = new RegExp(/=~ \/(.*)\/i$/.exec(when)![1]!, 'i');
      for (const ending of [...checkpointEndings.default, ...checkpointEndings.option]) {
        assert.match(`model.${ending}`, shown);
      }
      assert.doesNotMatch('model.txt', shown);
    }
  });

  it('has no runtime dependencies', () => {
    assert.ok(!('dependencies' in manifest));
  });
});
