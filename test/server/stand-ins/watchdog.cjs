// Takes the place of native-watchdog's compiled part, so that nobody needs a compiler to run the tests.
// Like the original it ends the extension host when the process that started it is gone.
'use strict';

const process = require('node:process');
const { setInterval } = require('node:timers');

exports.start = (pid) => {
  const check = () => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  };
  setInterval(check, 1000).unref();
};

exports.exit = (code) => process.exit(code);
