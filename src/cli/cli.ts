#!/usr/bin/env node
import { main } from './main';

// The exit code is set, not forced, so that a pipe gets all of the output.
void main(process.argv.slice(2), process).then((status) => {
  process.exitCode = status;
});
