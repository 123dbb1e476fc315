import * as vscode from 'vscode';
import { formatNumber } from '../../core/format';
import { activation, activationNames, parseActivation } from '../../core/recurrence/activation';
import { commands } from '../contributions';
import { analysisOptions, maxHorizon, updateSetting } from '../settings';

/** "Set Horizon…" and "Set Activation…": write the settings that every verdict follows. */
export function registerChoices(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.setHorizon, async (given?: unknown) => {
      const steps = typeof given === 'number' ? String(given) : await askHorizon();
      if (steps !== undefined && !horizonError(steps))
        await updateSetting('gradientLens.horizon', Number(steps));
    }),
    vscode.commands.registerCommand(commands.setActivation, async (given?: unknown) => {
      const name = parseActivation(typeof given === 'string' ? given : ((await askActivation()) ?? ''));
      if (name) await updateSetting('gradientLens.activation', name);
    }),
  );
}

function horizonError(text: string): string | undefined {
  const steps = Number(text);
  const valid = text.trim() !== '' && Number.isInteger(steps) && steps >= 1 && steps <= maxHorizon;
  return valid
    ? undefined
    : `The horizon is a whole number of steps from 1 to ${maxHorizon.toLocaleString('en-US')}.`;
}

function askHorizon(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Horizon',
    prompt:
      'Steps of backpropagation that a verdict looks over. A sequence length named in a file goes before.',
    value: String(analysisOptions().steps),
    validateInput: horizonError,
  });
}

async function askActivation(): Promise<string | undefined> {
  const current = analysisOptions().activation;
  const picked = await vscode.window.showQuickPick(
    activationNames.map((name) => {
      const { maxSlope, slopeAtRest } = activation(name);
      const description = `slope at rest ${formatNumber(slopeAtRest)}, at most ${formatNumber(maxSlope)}`;
      return { label: name, description: name === current ? `${description} · in force` : description };
    }),
    { title: 'Activation', placeHolder: 'The recurrence is h_t = φ(W h_{t−1} + …)' },
  );
  return picked?.label;
}
