import './prediction.css';
import { registerControls } from '../ui/controls/toolkit';
import { connectTo } from '../ui/connection';
import { useTexts } from '../ui/texts';
import { onThemeChange } from '../ui/theme';
import { PredictionPanel } from './predictionPanel';
import { PredictionState } from './state';
import type { PredictionPanelHost } from '../../src/shared/predictionPanel';

useTexts();
registerControls();
const root = document.getElementById('root')!;
const { host, state } = connectTo<{ readonly [K in keyof PredictionPanelHost]: PredictionPanelHost[K] }>({
  changed: () => {
    panel.pull();
  },
});
const panel = new PredictionPanel(root, host, new PredictionState(state, root.dataset['state']));
onThemeChange(() => {
  panel.restyle();
});
panel.pull();
