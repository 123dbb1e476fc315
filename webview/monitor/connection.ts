import type { MonitorHost, MonitorView } from '../../src/shared/monitor';
import { Rpc } from '../../src/shared/rpc';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

type HostService = { readonly [K in keyof MonitorHost]: MonitorHost[K] };
export type Host = Rpc<HostService>;

/** The one connection to the extension host; VS Code hands out its API once only. */
export function connect(view: MonitorView): { readonly host: Host; readonly api: VsCodeApi } {
  const api = acquireVsCodeApi();
  const host = new Rpc<HostService>(
    {
      post: (message) => {
        api.postMessage(message);
      },
      onMessage: (listener) => {
        window.addEventListener('message', ({ data }) => {
          listener(data);
        });
      },
    },
    {
      changed: () => {
        view.changed(null);
      },
    },
  );
  return { host, api };
}
