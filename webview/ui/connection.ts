import type { PanelHost, PanelView } from '../../src/shared/panel';
import { Rpc, type Service } from '../../src/shared/rpc';
import type { StateHost } from '../matrix/state';

interface VsCodeApi extends StateHost {
  postMessage(message: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export type Host = Rpc<HostService>;
type HostService = { readonly [K in keyof PanelHost]: PanelHost[K] };

export interface Connection<S extends Service<S>> {
  readonly host: Rpc<S>;
  readonly state: StateHost;
}

/** The connection of a matrix's panel. */
export function connect(view: PanelView): Connection<HostService> {
  return connectTo<HostService>({
    changed: () => {
      view.changed(null);
    },
    tabWanted: () => {
      view.tabWanted(null);
    },
  });
}

/** The one connection to the extension host, which may call `local`; VS Code hands out its API once only. */
export function connectTo<S extends Service<S>>(local: Readonly<Record<string, () => void>>): Connection<S> {
  const api = acquireVsCodeApi();
  const host = new Rpc<S>(
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
    local,
  );
  return { host, state: api };
}
