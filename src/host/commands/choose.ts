import * as vscode from 'vscode';
import { formatNumber } from '../../present/format';
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
    : vscode.l10n.t(
        'The horizon is a whole number of steps from 1 to {0}.',
        maxHorizon.toLocaleString('en-US'),
      );
}

function askHorizon(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Horizon'),
    prompt: vscode.l10n.t(
      'Steps of backpropagation that a verdict covers. A sequence length named in a file takes precedence.',
    ),
    value: String(analysisOptions().steps),
    validateInput: horizonError,
  });
}

async function askActivation(): Promise<string | undefined> {
  const current = analysisOptions().activation;
  const picked = await vscode.window.showQuickPick(
    activationNames.map((name) => {
      const { maxSlope, slopeAtRest } = activation(name);
      const slopes = [formatNumber(slopeAtRest), formatNumber(maxSlope)];
      const description =
        name === current
          ? vscode.l10n.t('slope at rest {0}, at most {1} · in force', ...slopes)
          : vscode.l10n.t('slope at rest {0}, at most {1}', ...slopes);
      return { label: name, description, name };
    }),
    {
      title: vscode.l10n.t('Activation'),
      placeHolder: vscode.l10n.t('The recurrence is {0}', 'h_t = φ(W h_{t−1} + …)'),
    },
  );
  return picked?.name;
}
