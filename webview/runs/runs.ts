import './runs.css';
import type { RunsHost, RunsView } from '../../src/shared/runs';
import { startPage } from '../ui/startPage';
import { RunsPage } from './runsPage';
import { validState, type RunsState } from './state';

const page: RunsPage = startPage<RunsHost, RunsView, RunsState, RunsPage>({
  view: {
    changed: () => {
      page.pull();
    },
  },
  validate: validState,
  create: (root, host, store) => new RunsPage(root, host, store),
});
page.pull();
