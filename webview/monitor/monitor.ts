import './monitor.css';
import type { MonitorHost } from '../../src/shared/monitor';
import type { PageView } from '../../src/shared/page';
import { startPage } from '../ui/startPage';
import { MonitorPanel } from './monitorPanel';
import { validState, type MonitorState } from './state';

const panel: MonitorPanel = startPage<MonitorHost, PageView, MonitorState, MonitorPanel>({
  view: {
    changed: () => {
      panel.pull();
    },
  },
  validate: validState,
  create: (root, host, store) => new MonitorPanel(root, host, store),
});
panel.pull();
