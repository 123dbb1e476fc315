import type { Readable, Writable } from 'node:stream';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

/** A tool that only reads. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** JSON schema of the arguments. */
  readonly inputSchema: { readonly type: 'object'; readonly properties: Record<string, object> };
  /** The answer in words. @throws Error with one sentence for people. */
  answer(parameters: Readonly<Record<string, unknown>>): Promise<string>;
}

/** Serves a tool over the streams until the input ends. */
export async function serve(
  version: string,
  tool: Tool,
  { stdin, stdout }: { readonly stdin: Readable; readonly stdout: Writable },
): Promise<void> {
  // The newer class takes schemas of another library only, 100 KB for one JSON schema that stands here already.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as its note allows
  const server = new Server({ name: 'gradient-lens', version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => {
    const { name, title, description, inputSchema } = tool;
    const annotations = { readOnlyHint: true, openWorldHint: false };
    return { tools: [{ name, title, description, inputSchema, annotations }] };
  });
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const text = (words: string) => [{ type: 'text' as const, text: words }];
    if (params.name !== tool.name)
      return { content: text(`There is no tool ${params.name}.`), isError: true };
    try {
      return { content: text(await tool.answer(params.arguments ?? {})) };
    } catch (error) {
      return { content: text(error instanceof Error ? error.message : String(error)), isError: true };
    }
  });
  const ended = new Promise<void>((resolve) => {
    server.onclose = resolve;
    stdin.once('end', resolve);
  });
  await server.connect(new StdioServerTransport(stdin, stdout));
  await ended;
  await server.close();
}
