#!/usr/bin/env node
import { main } from './main';
import { isScanThread, serveScan } from './scan/thread';

if (isScanThread()) serveScan();
else runProgram();

function runProgram(): void {
  const { stdin, stdout, stderr, env } = process;
  // A reader that has gone away, as `| head` does, is no error.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  // The exit code is set, not forced, so that a pipe gets all of the output.
  void main(process.argv.slice(2), { stdin, stdout, stderr, env, script: __filename }).then((status) => {
    process.exitCode = status;
  });
}
