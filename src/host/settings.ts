import * as vscode from 'vscode';
import { defaultThresholds, type AnalysisOptions, type Thresholds } from '../core/analysis';
import { parseActivation } from '../core/recurrence/activation';
import type { Settings } from './contributions';

/** The largest horizon: a curve of so many steps is still quick for any matrix within the limits. */
export const maxHorizon = 100_000;

/** A setting as VS Code has it; package.json holds the default. */
export function setting<K extends keyof Settings>(name: K, scope?: vscode.ConfigurationScope): Settings[K] {
  // package.json gives every setting a default, which the configuration API cannot know.
  return vscode.workspace.getConfiguration(undefined, scope).get<Settings[K]>(name)!;
}

export function updateSetting<K extends keyof Settings>(name: K, value: Settings[K]): Thenable<void> {
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  return vscode.workspace.getConfiguration().update(name, value, target);
}

/** Horizon, activation and thresholds in force for a document; a value out of range counts as the nearest one. */
export function analysisOptions(scope?: vscode.ConfigurationScope): AnalysisOptions {
  const horizon = Math.round(setting('gradientLens.horizon', scope));
  return {
    steps: Math.min(Math.max(Number.isFinite(horizon) ? horizon : 100, 1), maxHorizon),
    activation: parseActivation(setting('gradientLens.activation', scope)) ?? 'tanh',
    thresholds: orderly({ ...defaultThresholds, ...setting('gradientLens.thresholds', scope) }),
  };
}

/** Thresholds that are not positive numbers in falling order would contradict each other: then the defaults hold. */
function orderly(thresholds: Thresholds): Thresholds {
  const { exploding, growing, fading, vanishing } = thresholds;
  return exploding > growing && growing > fading && fading > vanishing && vanishing > 0
    ? thresholds
    : defaultThresholds;
}
