import './matrix.css';
import { registerControls } from '../ui/controls/toolkit';
import { useTexts } from '../ui/texts';
import { onThemeChange } from '../ui/theme';
import { connect } from '../ui/connection';
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
