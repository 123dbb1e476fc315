import * as vscode from 'vscode';
import type { InputsPlace } from '../shared/checkpoint';
import type { AnalysisWorker, WorkerCallOptions } from './analysisWorker';
import { checkpointFile } from './checkpoint/checkpointFile';
import { fileName } from './fileName';

/** A file of inputs that a person chose, and its array where it has several. */
export interface InputsChoice {
  readonly uri: string;
  readonly array: string | null;
}

const key = 'gradientLens.ownInputs';
/** Subjects whose choice is remembered. */
const maxRemembered = 200;

/** The inputs that a person chose for a checkpoint or a matrix, remembered in the workspace. */
export class OwnInputsMemory {
  constructor(private readonly memento: vscode.Memento) {}

  get(subject: string): InputsChoice | null {
    return this.all[subject] ?? null;
  }

  async set(subject: string, choice: InputsChoice | null): Promise<void> {
    const others = Object.entries(this.all).filter(([name]) => name !== subject);
    const kept = Object.fromEntries(others.slice(1 - maxRemembered));
    await this.memento.update(key, choice ? { ...kept, [subject]: choice } : kept);
  }

  private get all(): Readonly<Record<string, InputsChoice>> {
    return this.memento.get<Record<string, InputsChoice>>(key, {});
  }
}

/** The bytes behind a choice. @throws HumanError where they are not there any more */
export async function inputsPlace({ uri, array }: InputsChoice): Promise<InputsPlace> {
  return { place: (await checkpointFile(vscode.Uri.parse(uri))).place, array };
}

/**
 * Asks for a file of inputs, beginning in a folder, and for one of its arrays where it has several; `null` when the person
 * chose none.
 * @throws one sentence for a file that holds no inputs
 */
export async function chooseInputs(
  worker: AnalysisWorker,
  options: WorkerCallOptions,
  folder: vscode.Uri | undefined = vscode.workspace.workspaceFolders?.[0]?.uri,
): Promise<InputsChoice | null> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Drive with your data: steps × inputs, or sequences × steps × inputs'),
    canSelectMany: false,
    filters: { [vscode.l10n.t('NumPy arrays')]: ['npy', 'npz'] },
    ...(folder ? { defaultUri: folder } : {}),
  });
  const uri = chosen?.[0];
  if (!uri) return null;
  const { place } = await checkpointFile(uri);
  const arrays = await worker.call('inputArrays', { place }, options);
  if (arrays.length < 2) return { uri: uri.toString(), array: null };
  const array = await vscode.window.showQuickPick(arrays, {
    title: vscode.l10n.t('Which array of {0} drives it?', fileName(uri)),
  });
  return array === undefined ? null : { uri: uri.toString(), array };
}
