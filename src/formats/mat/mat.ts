import type { Format } from '../format';

const start = /^MATLAB (?:5\.0|7\.3) MAT-file/;

/** MATLAB's and Octave's `.mat`, of level 5 (`-v6`, `-v7`, scipy's `savemat`) and of level 7.3, which is HDF5. */
export const mat: Format = {
  name: 'MATLAB MAT-file',
  extensions: ['.mat'],
  match: (head) => start.test(new TextDecoder('latin1').decode(head.subarray(0, 32))),
  open: async (source) => (await import('./catalog')).openMat(source),
};
