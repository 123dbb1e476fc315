#!/usr/bin/env node
import { main } from './main';

// A reader that has gone away, as `| head` does, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
// The exit code is set, not forced, so that a pipe gets all of the output.
void main(process.argv.slice(2), process).then((status) => {
  process.exitCode = status;
});
