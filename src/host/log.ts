import * as vscode from 'vscode';

/** A duration from which a timing is worth a look, in ms. */
const slow = 1000;

/** The "Gradient Lens" output channel. */
export class Log implements vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('Gradient Lens', { log: true });

  /** A duration in ms: routine ones at debug level, slow ones at info. */
  timing(what: string, duration: number): void {
    const line = `${what}: ${duration.toFixed(0)} ms`;
    if (duration >= slow) this.channel.info(line);
    else this.channel.debug(line);
  }

  info(message: string): void {
    this.channel.info(message);
  }

  error(message: string, error: unknown): void {
    this.channel.error(
      `${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }

  show(): void {
    this.channel.show();
  }

  dispose(): void {
    this.channel.dispose();
  }
}
