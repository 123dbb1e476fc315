import assert from 'node:assert/strict';
import { chatTool } from '../../../src/shared/chatTool';
import { englishManifest } from '../manifest';

describe('the tool for chats', () => {
  it('is described alike in package.json and by the server for agents', () => {
    const [tool, ...others] = englishManifest.contributes.languageModelTools;
    assert.equal(others.length, 0);
    assert.deepEqual(
      [tool!.name, tool!.modelDescription, tool!.inputSchema.properties],
      [chatTool.name, chatTool.description, chatTool.properties],
    );
  });
});
