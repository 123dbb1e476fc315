import './monitor.css';
import { registerControls } from '../ui/controls/toolkit';
import { useTexts } from '../ui/texts';
import { onThemeChange } from '../ui/theme';
import { connect } from './connection';
import { MonitorPanel } from './monitorPanel';
import { validState } from './state';

useTexts();
registerControls();
const root = document.getElementById('root')!;
const { host, api } = connect({
  changed: () => {
    panel.pull();
  },
});
const panel = new MonitorPanel(root, {
  host,
  state: validState(api.getState()),
  save: (state) => {
    api.setState(state);
  },
});
onThemeChange(() => {
  panel.restyle();
});
panel.pull();
