import type { Readable, Writable } from 'node:stream';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Prompt, Tool } from './tool';

/** What is served. */
export interface Served {
  readonly version: string;
  readonly tools: readonly Tool[];
  readonly prompts: readonly Prompt[];
}

/** Serves tools and prompts over the streams until the input ends. */
export async function serve(
  { version, tools, prompts }: Served,
  { stdin, stdout }: { readonly stdin: Readable; readonly stdout: Writable },
): Promise<void> {
  // The newer class takes schemas of another library only, 100 KB for JSON schemas that stand here already.
  // oxlint-disable-next-line typescript/no-deprecated -- as its note allows
  const server = new Server({ name: 'gradient-lens', version }, { capabilities: { tools: {}, prompts: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, title, description, inputSchema }) => ({
      ...{ name, title, description, inputSchema },
      annotations: { readOnlyHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const text = (words: string) => ({ type: 'text' as const, text: words });
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool) return { content: [text(`There is no tool ${params.name}.`)], isError: true };
    try {
      const { words, picture } = await tool.answer(params.arguments ?? {});
      const data = picture === undefined ? undefined : Buffer.from(picture).toString('base64');
      const image = data === undefined ? [] : [{ type: 'image' as const, data, mimeType: 'image/svg+xml' }];
      return { content: [text(words), ...image] };
    } catch (error) {
      return { content: [text(error instanceof Error ? error.message : String(error))], isError: true };
    }
  });
  server.setRequestHandler(ListPromptsRequestSchema, () => ({
    prompts: prompts.map(({ name, title, description, argument }) => ({
      ...{ name, title, description, arguments: [argument] },
    })),
  }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => {
    const prompt = prompts.find(({ name }) => name === params.name);
    if (!prompt) throw new Error(`There is no prompt ${params.name}.`);
    const text = prompt.text(params.arguments?.[prompt.argument.name]);
    return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
  });
  const ended = new Promise<void>((resolve) => {
    server.onclose = resolve;
    stdin.once('end', resolve);
  });
  await server.connect(new StdioServerTransport(stdin, stdout));
  await ended;
  await server.close();
}
