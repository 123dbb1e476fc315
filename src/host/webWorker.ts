// Not translated: it writes code.
import * as vscode from 'vscode';
import { connectThread, type AnyWorker, type Thread, type WorkerListener } from './thread';

/** A worker of a browser; `list` names its files. They go in as a blob, for a web extension's files may lie where workers cannot be loaded from. */
export function webThread(list: vscode.Uri, onExit: (error: Error | undefined) => void): Thread {
  return connectThread((listener) => startWebWorker(list, listener), onExit);
}

async function startWebWorker(list: vscode.Uri, { onMessage, onEnd }: WorkerListener): Promise<AnyWorker> {
  const worker = await start(list);
  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    onMessage(data);
  };
  worker.onerror = ({ message }) => {
    onEnd(new Error(message));
  };
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    end: () => {
      worker.terminate();
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
