import * as vscode from 'vscode';

/** Shorter work shows no progress. */
const showAfterMs = 700;

/** Runs work that may be long: after a moment a notification with the share done and a cancel button appears. */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, onProgress: (done: number) => void) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let report: (done: number) => void = () => undefined;
  const running = work(abort.signal, (done) => {
    report(done);
  });
  const settled = running.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (progress, token) => {
        token.onCancellationRequested(() => {
          abort.abort();
        });
        let shown = 0;
        report = (done) => {
          progress.report({ increment: Math.max(done - shown, 0) * 100 });
          shown = Math.max(shown, done);
        };
        return settled;
      },
    );
  }, showAfterMs);
  void settled.then(() => {
    clearTimeout(timer);
  });
  return running;
}
