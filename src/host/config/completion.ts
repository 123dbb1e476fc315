import * as vscode from 'vscode';
import type { Documents } from '../documents';
import { initializerCompletions, initializerContext } from './completionText';

const languages = ['json', 'jsonc', 'yaml', 'toml', 'jsonnet'];
/** A class name stands at most so far behind its key. */
const lookBack = 400;

/** Completion of the framework's initializers behind their keys, in files that configure a recurrent network. */
export function registerInitializerCompletion(documents: Documents): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    languages.map((language) => ({ language })),
    {
      async provideCompletionItems(document, position) {
        const offset = document.offsetAt(position);
        const from = document.positionAt(Math.max(0, offset - lookBack));
        const context = initializerContext(document.getText(new vscode.Range(from, position)));
        if (!context) return [];
        const { configs } = await documents.report(document);
        // Of several models the one around the cursor, else the first.
        const around = configs.find(({ config: { range } }) => range.start <= offset && offset <= range.end);
        const config = (around ?? configs[0])?.config;
        if (!config) return [];
        const bare = !context.quoted && document.languageId !== 'yaml';
        const range = new vscode.Range(document.positionAt(offset - context.typed.length), position);
        return initializerCompletions(config.framework, config, context.camel).map(({ name, detail }) => {
          const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.EnumMember);
          item.detail = detail;
          item.range = range;
          item.insertText = bare ? `"${name}"` : name;
          item.filterText = bare ? `"${name}"` : name;
          item.sortText = `0${name}`;
          return item;
        });
      },
    },
    '"',
    "'",
  );
}
