import * as vscode from 'vscode';

/** What the editor offers for chats and agents; an editor derived from VS Code may lack what the types promise. */
export const languageModels = (): Partial<typeof vscode.lm> =>
  (vscode as { readonly lm?: Partial<typeof vscode.lm> }).lm ?? {};
