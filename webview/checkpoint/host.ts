import type { CheckpointHost, CheckpointView } from '../../src/shared/checkpointEditor';
import { Rpc } from '../../src/shared/rpc';
import type { StateHost } from '../matrix/state';

interface VsCodeApi extends StateHost {
  postMessage(message: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export type Host = Rpc<HostService>;
type HostService = { readonly [K in keyof CheckpointHost]: CheckpointHost[K] };

/** The one connection to the extension host; VS Code hands out its API once only. */
export function connect(view: CheckpointView): { readonly host: Host; readonly state: StateHost } {
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
      comparisonWanted: () => {
        view.comparisonWanted(null);
      },
    },
  );
  return { host, state: api };
}
