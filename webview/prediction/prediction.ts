import './prediction.css';
import type { PageView } from '../../src/shared/page';
import type { PredictionPanelHost } from '../../src/shared/predictionPanel';
import { startPage } from '../ui/startPage';
import { PredictionPanel } from './predictionPanel';
import { validState, type PredictionState } from './state';

const panel: PredictionPanel = startPage<PredictionPanelHost, PageView, PredictionState, PredictionPanel>({
  view: {
    changed: () => {
      panel.pull();
    },
  },
  validate: validState,
  create: (root, host, store) => new PredictionPanel(root, host, store),
});
panel.pull();
