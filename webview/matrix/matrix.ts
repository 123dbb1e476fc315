import './matrix.css';
import type { PanelHost, PanelView } from '../../src/shared/panel';
import { startPage } from '../ui/startPage';
import { MatrixPanel } from './matrixPanel';
import { validState, type PanelState } from './state';

const panel: MatrixPanel = startPage<PanelHost, PanelView, PanelState, MatrixPanel>({
  view: {
    changed: () => {
      panel.pull();
    },
    tabWanted: () => {
      void panel.pullTab();
    },
  },
  validate: validState,
  create: (root, host, store) => new MatrixPanel(root, host, store),
});
panel.pull();
void panel.pullTab();
