import type { Port } from '../../shared/rpc';

/** The way to the extension host. */
export const port: Port = {
  post: (message) => {
    postMessage(message);
  },
  onMessage: (listener) => {
    onmessage = ({ data }: MessageEvent<unknown>) => {
      listener(data);
    };
  },
};

/** Memory is not shared with the host here: it ends the worker of a canceled call instead. */
export function isCanceled(): boolean {
  return false;
}
