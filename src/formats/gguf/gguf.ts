import type { Format } from '../format';

/** llama.cpp's file: metadata, then tensors (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). */
export const gguf: Format = {
  name: 'GGUF',
  extensions: ['.gguf'],
  match: (head) => head[0] === 0x47 && head[1] === 0x47 && head[2] === 0x55 && head[3] === 0x46,
  open: async (source) => (await import('./catalog')).openGguf(source),
};
