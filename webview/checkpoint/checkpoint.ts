import './checkpoint.css';
import type { CheckpointHost, CheckpointView } from '../../src/shared/checkpointEditor';
import { startPage } from '../ui/startPage';
import { CheckpointPage } from './checkpointPage';
import { validState, type CheckpointState } from './state';

const page: CheckpointPage = startPage<CheckpointHost, CheckpointView, CheckpointState, CheckpointPage>({
  view: {
    changed: () => {
      void page.open();
    },
    comparisonWanted: () => {
      void page.pullComparison();
    },
  },
  validate: validState,
  create: (root, host, store) => new CheckpointPage(root, host, store),
});
void page.open();
