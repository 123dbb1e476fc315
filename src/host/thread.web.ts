// Not translated: it writes code.
import * as vscode from 'vscode';
import { Rpc, type NoMethods } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';
import { ThreadDiedError, type Thread } from './analysisThread';

/**
 * A web worker with the analysis; `script` is the list of its files. They go in as a blob, for a web extension's files may lie where workers cannot
 * be loaded from. Memory cannot be shared here, so a busy worker is canceled by ending it.
 */
export function startThread(script: vscode.Uri, onExit: (error: Error | undefined) => void): Thread {
  let worker: Worker | undefined;
  let listen: (message: unknown) => void = () => undefined;
  let ended = false;
  const end = (error?: Error): void => {
    if (ended) return;
    ended = true;
    worker?.terminate();
    rpc.dispose(new ThreadDiedError(error?.message ?? vscode.l10n.t('the analysis worker stopped')));
    onExit(error);
  };
  const started = start(script).then((it) => {
    worker = it;
    if (ended) it.terminate();
    it.onmessage = ({ data }: MessageEvent<unknown>) => {
      listen(data);
    };
    it.onerror = ({ message }) => {
      end(new Error(message));
    };
    return it;
  });
  started.catch((error: unknown) => {
    end(error instanceof Error ? error : new Error(String(error)));
  });
  const rpc = new Rpc<AnalysisService, NoMethods>(
    {
      post: (message) => {
        void started.then((it) => {
          it.postMessage(message);
        });
      },
      onMessage: (listener) => (listen = listener),
    },
    {},
  );
  return {
    rpc,
    cancel: () => {
      end();
    },
    stop: () => {
      end();
    },
  };
}

/**
 * The files that `dist/web/worker.json` lists, the worker's own first, joined into one script, for a worker from a blob can load none:
 * each CommonJS module becomes a function that runs when it is first required.
 */
async function start(list: vscode.Uri): Promise<Worker> {
  const read = (uri: vscode.Uri): Thenable<Uint8Array> => vscode.workspace.fs.readFile(uri);
  const files = JSON.parse(new TextDecoder().decode(await read(list))) as readonly string[];
  const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
  const modules = await Promise.all(
    files.map(async (file) => [
      `${JSON.stringify(nameOf(file))}: (module, exports, require) => {`,
      new Uint8Array(await read(vscode.Uri.joinPath(list, '..', '..', file))),
      '\n},\n',
    ]),
  );
  const require = `
const loaded = new Map();
const require = (path) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  let module = loaded.get(name);
  if (!module) {
    loaded.set(name, (module = { exports: {} }));
    modules[name](module, module.exports, require);
  }
  return module.exports;
};
require(${JSON.stringify(nameOf(files[0]!))});
`;
  const script = new Blob(['const modules = {\n', ...modules.flat(), '};', require], {
    type: 'text/javascript',
  });
  // Not revoked: VS Code's own Worker loads the address from inside the new thread, some time later.
  return new Worker(URL.createObjectURL(script));
}
