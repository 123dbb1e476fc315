import { Console } from 'node:console';
import { analyze } from './analyze';
import type { Command, Surroundings, Terminal } from './command';
import { flow } from './flow';
import { mcp } from './mcp/mcp';
import { merge } from './merge';
import { monitor } from './monitor';
import { ProgressLine } from './progressLine';
import { series } from './series';
import { train } from './train';
import { UsageError } from './usageError';

declare const gradientLensVersion: string;

/** Every command, by the name it is called by. */
export const commands: Readonly<Record<string, Command>> = {
  analyze,
  series,
  merge,
  monitor,
  flow,
  train,
  mcp,
};

const usage = `${Object.values(commands)
  .map((command) => command.usage)
  .join('\n\n')}

gradient-lens --help, --version

Exit status: 0 fine, 1 a --fail-on verdict was found, 2 bad use or unreadable input.`;

/** Runs the program with its arguments and resolves to the exit status; never rejects. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdin, stdout, stderr, env, script } = surroundings;
  const console = new Console(stdout, stderr);
  const log = (text: string): void => {
    console.log(text);
  };
  const error = (text: string): void => {
    console.error(text);
  };
  try {
    const color = stdout.isTTY === true && !env['NO_COLOR'];
    const progress = stderr.isTTY === true && !env['CI'] && env['TERM'] !== 'dumb';
    return await run(args, {
      ...{ stdin, stdout, env, log, error, color },
      ...(script ? { script } : {}),
      // A pseudo-terminal may have 0 columns.
      ...(progress
        ? { progress: new ProgressLine((text) => stderr.write(text), stderr.columns || undefined) }
        : {}),
    });
  } catch (thrown) {
    console.error(thrown instanceof UsageError ? `gradient-lens: ${thrown.message}\n\n${usage}` : thrown);
    return 2;
  }
}

async function run([name, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (name === '--help' || name === '-h' || args.includes('--help') || args.includes('-h')) {
    terminal.log(command?.usage ?? usage);
    return 0;
  }
  if (name === '--version') {
    terminal.log(gradientLensVersion);
    return 0;
  }
  if (!command) {
    const known = Object.keys(commands).join(', ');
    throw new UsageError(
      name === undefined ? `name a command: ${known}` : `there is no command ${name}: use ${known}`,
    );
  }
  return command.run(args, terminal);
}
