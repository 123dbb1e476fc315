import type { TabId } from '../../src/shared/tabs';
import type { TabModule } from './tab';

/** Where each tab's code is; esbuild makes a chunk of each. */
export const tabModules: Readonly<Record<TabId, () => Promise<TabModule>>> = {
  growth: () => import('./growth/growth'),
  flow: () => import('./flow/flow'),
  lyapunov: () => import('./lyapunov/lyapunov'),
  activations: () => import('./activations/activations'),
  training: () => import('./training/training'),
  depth: () => import('./depth/depth'),
  remedies: () => import('./remedies/remedies'),
  learn: () => import('./learn/learn'),
};
