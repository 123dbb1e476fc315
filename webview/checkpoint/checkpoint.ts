import './checkpoint.css';
import { registerControls } from '../ui/controls/toolkit';
import { useTexts } from '../ui/texts';
import { onThemeChange } from '../ui/theme';
import { CheckpointPage } from './checkpointPage';
import { connect } from './host';
import { CheckpointStateStore } from './state';

useTexts();
registerControls();
const root = document.getElementById('root')!;
const connection = connect({
  changed: () => {
    void page.open();
  },
  comparisonWanted: () => {
    void page.pullComparison();
  },
});
const page = new CheckpointPage(root, connection.host, new CheckpointStateStore(connection.state));
onThemeChange(() => {
  page.restyle();
});
void page.open();
