// `npm run pictures`: the README's pictures, taken by the browser tests from the running program.
import { copyFileSync } from 'node:fs';
import { writeWalkthroughPictures } from './walkthroughPictures.mjs';

const tabs = ['growth', 'flow', 'lyapunov', 'activations', 'training', 'depth', 'remedies', 'learn'];
/** Name in media/ → screenshot. */
const pictures = {
  'panel-dark': 'panel-dark',
  'panel-light': 'panel-light',
  'panel-hc': 'panel-highContrast',
  'panel-zh-cn': 'panel-zh-cn',
  'hover-zh-cn': 'hover-zh-cn',
  walkthrough: 'walkthrough-run-light',
  'hover-pytorch': 'hover-pytorch',
  checkpoint: 'checkpoint-lstm-light',
  'memory-horizon': 'checkpoint-horizon',
  monitor: 'accessibility-monitor-highContrast',
  prediction: 'accessibility-prediction-dark',
  ...Object.fromEntries(
    tabs.flatMap((tab) => [
      [`tab-${tab}-light`, `accessibility-${tab}-light`],
      [`tab-${tab}-dark`, `accessibility-${tab}-dark`],
    ]),
  ),
};
for (const [picture, screenshot] of Object.entries(pictures)) {
  copyFileSync(`out/screenshots/${screenshot}.png`, `media/${picture}.png`);
}
writeWalkthroughPictures();
