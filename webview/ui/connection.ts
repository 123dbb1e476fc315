import { Rpc, type Handlers, type Service } from '../../src/shared/rpc';
import type { StateHost } from './store';

interface VsCodeApi extends StateHost {
  postMessage(message: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The one connection of a page to the extension host. */
export interface Connection<Host extends Service<Host>, View extends Service<View>> {
  readonly host: Rpc<Host, View>;
  readonly state: StateHost;
}

/** Connects a page, whose `view` the host may call; once only, for VS Code hands out its API once. */
export function connect<Host extends Service<Host>, View extends Service<View>>(
  view: Handlers<View>,
): Connection<Host, View> {
  const api = acquireVsCodeApi();
  const host = new Rpc<Host, View>(
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
    view,
  );
  return { host, state: api };
}
