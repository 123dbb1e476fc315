// `npm run pictures`: the README's pictures, taken by the browser tests from the running program.
import { spawnSync } from 'node:child_process';
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

/** What the README's animation shows, in its order: a matrix, its panel, a config, a checkpoint, a log, a folder of logs. */
const tour = [
  'hover-dark',
  'panel-dark',
  'accessibility-flow-dark',
  'accessibility-remedies-dark',
  'accessibility-prediction-dark',
  'checkpoint-lstm-dark',
  'accessibility-monitor-dark',
  'runs-dark',
];
/** Of ImageMagick: nothing else here needs it. */
const { error, status, stderr } = spawnSync(
  'convert',
  [
    ...['-delay', '250', '-loop', '0'],
    ...tour.map((name) => `out/screenshots/${name}.png`),
    ...['-resize', '1000x', '-gravity', 'north', '-crop', '1000x640+0+0', '+repage'],
    ...['+dither', '-colors', '96', '-layers', 'optimize', 'media/tour.gif'],
  ],
  { encoding: 'utf8' },
);
if (error || status !== 0) throw new Error(`media/tour.gif is as it was: ${error?.message ?? stderr}`);
