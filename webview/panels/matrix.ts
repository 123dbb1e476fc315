import '../styles/panel.css';
import { registerControls } from '../controls/toolkit';
import { useTexts } from '../texts';
import { onThemeChange } from '../theme';
import { connect } from './host';
import { MatrixPanel } from './matrixPanel';
import { StateStore } from './state';

useTexts();
registerControls();
const root = document.getElementById('root')!;
const connection = connect({
  changed: () => {
    panel.pull();
  },
  tabWanted: () => {
    void panel.pullTab();
  },
});
const panel = new MatrixPanel(root, connection.host, new StateStore(connection.state, root.dataset['state']));
onThemeChange(() => {
  panel.restyle();
});
panel.pull();
void panel.pullTab();
