import * as vscode from 'vscode';
import { exclusions } from './exclusions';

/** What a search of the workspace leaves out. */
export function excluded(): string {
  const settings = vscode.workspace.getConfiguration();
  return exclusions(settings.get('files.exclude'), settings.get('search.exclude'));
}
