import * as vscode from 'vscode';
import { Rpc } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';
import { ThreadDiedError, type Thread } from './analysisThread';

/**
 * A web worker with the analysis. Its script goes in as a blob, for a web extension's files may lie where workers cannot
 * be loaded from. Memory cannot be shared here, so a busy worker is cancelled by ending it.
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
  const rpc = new Rpc<AnalysisService>({
    post: (message) => {
      void started.then((it) => {
        it.postMessage(message);
      });
    },
    onMessage: (listener) => (listen = listener),
  });
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

async function start(script: vscode.Uri): Promise<Worker> {
  const source = await vscode.workspace.fs.readFile(script);
  // Not revoked: VS Code's own Worker loads the address from inside the new thread, some time later.
  return new Worker(URL.createObjectURL(new Blob([new Uint8Array(source)], { type: 'text/javascript' })));
}
