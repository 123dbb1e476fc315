import type { PanelHost, PanelView } from '../../src/shared/panel';
import { Rpc } from '../../src/shared/rpc';
import type { StateHost } from './state';

interface VsCodeApi extends StateHost {
  postMessage(message: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export type Host = Rpc<HostService>;
type HostService = { readonly [K in keyof PanelHost]: PanelHost[K] };

export interface Connection {
  readonly host: Host;
  readonly state: StateHost;
}

/** The one connection to the extension host; VS Code hands out its API once only. */
export function connect(view: PanelView): Connection {
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
      tabWanted: () => {
        view.tabWanted(null);
      },
    },
  );
  return { host, state: api };
}
