import type { TabId } from '../../src/shared/tabs';
import type { TabModule } from './tab';

/** Where each tab's code is; esbuild makes a chunk of each. */
export const tabModules: Readonly<Record<TabId, () => Promise<TabModule>>> = {
  growth: () => import('./growth'),
  flow: () => import('./flow'),
  lyapunov: () => import('./lyapunov'),
  activations: () => import('./activations'),
  training: () => import('./training'),
  depth: () => import('./depth'),
  remedies: () => import('./remedies'),
  learn: () => import('./learn'),
};
