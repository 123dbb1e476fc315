#!/usr/bin/env node
import { analyze } from './analyze';
import type { Command } from './command';
import { flow } from './flow';
import { mcp } from './mcp/mcp';
import { train } from './train';
import { UsageError } from './usageError';

declare const gradientLensVersion: string;

/** Every command, by the name it is called by. */
const commands: Readonly<Record<string, Command>> = { analyze, flow, mcp, train };

const usage = `${Object.values(commands)
  .map((command) => command.usage)
  .join('\n\n')}

gradient-lens --help, --version

Exit status: 0 fine, 1 a --fail-on verdict was found, 2 bad use or unreadable input.`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (name === '--help' || name === '-h' || args.includes('--help') || args.includes('-h')) {
    console.log(command?.usage ?? usage);
    return 0;
  }
  if (name === '--version') {
    console.log(gradientLensVersion);
    return 0;
  }
  if (!command) {
    const known = Object.keys(commands).join(', ');
    throw new UsageError(
      name === undefined ? `name a command: ${known}` : `there is no command ${name}: use ${known}`,
    );
  }
  return command.run(args);
}

// The exit code is set, not forced, so that a pipe gets all of the output.
main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof UsageError ? `gradient-lens: ${error.message}\n\n${usage}` : error);
    process.exitCode = 2;
  },
);
