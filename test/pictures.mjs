// `npm run pictures`: the README's pictures, taken by the browser tests from the running program.
import { copyFileSync } from 'node:fs';

const pictures = {
  'panel-dark': 'panel-dark',
  'panel-light': 'panel-light',
  'panel-hc': 'panel-highContrast',
  'hover-pytorch': 'hover-pytorch',
};
for (const [picture, screenshot] of Object.entries(pictures)) {
  copyFileSync(`out/screenshots/${screenshot}.png`, `media/${picture}.png`);
}
