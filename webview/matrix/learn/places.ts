import * as l10n from '@vscode/l10n';
import type { Place } from './step';

/** The charts that the steps explain. */
export const places = {
  flow: (): Place => ({
    tab: 'flow',
    section: 'flow',
    label: l10n.t('See it: Flow tab, the network unrolled'),
  }),
  flowOverTime: (): Place => ({
    tab: 'flow',
    section: 'flow-chart',
    label: l10n.t('See it: Flow tab, the gradient over time'),
  }),
  derivative: (): Place => ({
    tab: 'activations',
    section: 'derivative',
    label: l10n.t('See it: Activations tab, the derivative φ′'),
  }),
  growth: (): Place => ({
    tab: 'growth',
    section: 'growth',
    label: l10n.t('See it: Growth tab, the growth of the powers'),
  }),
  depth: (): Place => ({
    tab: 'depth',
    section: 'depth-growth',
    label: l10n.t('See it: Depth vs time tab, one matrix against many'),
  }),
  eigenvalues: (): Place => ({
    tab: 'growth',
    section: 'eigenvalues',
    label: l10n.t('See it: Growth tab, the eigenvalues'),
  }),
  singularValues: (): Place => ({
    tab: 'growth',
    section: 'singular-values',
    label: l10n.t('See it: Growth tab, the singular values'),
  }),
  verdict: (): Place => ({
    tab: 'growth',
    section: 'verdict',
    label: l10n.t('See it: Growth tab, the verdict'),
  }),
  lyapunov: (): Place => ({
    tab: 'lyapunov',
    section: 'exponents',
    label: l10n.t('See it: Lyapunov tab, the rates along a trajectory'),
  }),
  training: (): Place => ({
    tab: 'training',
    section: 'gradient-norms',
    label: l10n.t('See it: Training tab, the gradient of each layer'),
  }),
  remedies: (): Place => ({
    tab: 'remedies',
    section: 'remedies',
    label: l10n.t('See it: Remedies tab, with the curves they lead to'),
  }),
} as const;
