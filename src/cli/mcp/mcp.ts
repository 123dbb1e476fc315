import { parseArgs } from 'node:util';
import type { Command } from '../command';
import { UsageError } from '../usageError';
import { analyzeTool } from './analyzeTool';
import { diagnoseRun } from './diagnoseRun';
import { explainTool } from './explainTool';
import { monitorTool } from './monitorTool';
import { remedyTool } from './remedyTool';
import { Roots } from './roots';

declare const gradientLensVersion: string;

/** `gradient-lens mcp`: the analysis for agents, over the Model Context Protocol. */
export const mcp: Command = {
  usage: `gradient-lens mcp [ROOT…]

Serves the analysis to agents (Model Context Protocol) over standard input and output: tools that analyze files, judge
training logs, explain rules and propose edits, and a prompt that diagnoses a run. They only read.
Files outside the roots (default: the current folder) are refused.`,
  async run(args, { stdin, stdout }) {
    const { positionals } = parse(args);
    const roots = await Roots.of(positionals.length > 0 ? positionals : ['.']).catch((error: unknown) => {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    });
    // The protocol's library is a bundle of its own: other commands need not load it.
    const { serve } = await import('./server');
    const tools = [analyzeTool(roots), monitorTool(roots), explainTool, remedyTool(roots)];
    await serve({ version: gradientLensVersion, tools, prompts: [diagnoseRun] }, { stdin, stdout });
    return 0;
  },
};

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: {} });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
