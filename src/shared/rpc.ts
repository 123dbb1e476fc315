// Not translated: errors that only a defect of ours brings about.
/** One end of a message channel: a worker, a webview, or their counterpart. */
export interface Port {
  post(message: unknown): void;
  /** Registers the one listener. */
  onMessage(listener: (message: unknown) => void): void;
}

/** What a handler is told besides its parameters. */
export interface CallContext {
  /** Reports the share done (0…1) to the caller. */
  readonly progress: (done: number) => void;
  readonly id: number;
}

type Method = (params: never) => unknown;

/** A service: an interface whose methods take one parameter. */
export type Service<S> = { readonly [K in keyof S]: Method };

/** The parameter of a service's method. */
export type ParamsOf<S, K extends keyof S> = S[K] extends (params: infer P) => unknown ? P : never;
/** What a call of a service's method resolves with. */
export type ResultOf<S, K extends keyof S> = S[K] extends (params: never) => infer R ? Awaited<R> : never;

/** What an end offers that is never called. */
export type NoMethods = object;

/** A service as an end implements it: each method at once or with a promise, and told of its call. Nothing where nothing is offered. */
export type Handlers<S> = [keyof S] extends [never]
  ? Readonly<Record<string, never>>
  : {
      readonly [K in keyof S]: (
        params: ParamsOf<S, K>,
        context: CallContext,
      ) => ResultOf<S, K> | Promise<ResultOf<S, K>>;
    };

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/** The call was canceled by its caller. */
export class CancellationError extends Error {
  override readonly name = 'CancellationError';
}

/** The other end went away before it answered. */
export class DisconnectedError extends Error {
  override readonly name = 'DisconnectedError';
}

type Message =
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly name: string; readonly message: string };

/** Messages come from another process or a web page, so their shape is checked, not assumed. */
function asMessage(data: unknown): Message | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind, id, method, done, name, message } = data as Record<string, unknown>;
  if (typeof id !== 'number') return undefined;
  const valid =
    (kind === 'request' && typeof method === 'string') ||
    (kind === 'progress' && typeof done === 'number') ||
    kind === 'value' ||
    (kind === 'error' && typeof name === 'string' && typeof message === 'string');
  return valid ? (data as Message) : undefined;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((done: number) => void) | undefined;
}

/**
 * Calls both ways over a port: `Remote` is the service at the other end, `Local` the one that this end offers. Every call
 * settles: with a reply, with the remote's error, when its signal aborts, or when the channel is disposed. Hand `local` over
 * as an object literal, for only there does the compiler find a method too many.
 */
export class Rpc<Remote extends Service<Remote>, Local extends Service<Local>> {
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  private closed: Error | undefined;

  constructor(
    private readonly port: Port,
    private readonly local: Handlers<Local>,
    /** What the caller is told of an error here. */
    private readonly messageOf: (error: Error) => string = ({ message }) => message,
  ) {
    port.onMessage((data) => {
      const message = asMessage(data);
      if (message) this.receive(message);
    });
  }

  /** Id that the next call will carry, for a canceler that works outside the channel. */
  get upcomingId(): number {
    return this.nextId;
  }

  call<K extends keyof Remote & string>(
    method: K,
    params: ParamsOf<Remote, K>,
    { signal, onProgress }: CallOptions = {},
  ): Promise<ResultOf<Remote, K>> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(this.closed);
        return;
      }
      if (signal?.aborted) {
        reject(new CancellationError('canceled'));
        return;
      }
      const abort = (): void => {
        this.take(id)?.reject(new CancellationError('canceled'));
      };
      signal?.addEventListener('abort', abort, { once: true });
      const done = (): void => signal?.removeEventListener('abort', abort);
      this.pending.set(id, {
        resolve: (value) => {
          done();
          resolve(value as ResultOf<Remote, K>);
        },
        reject: (error) => {
          done();
          reject(error);
        },
        onProgress,
      });
      try {
        this.port.post({ kind: 'request', id, method, params } satisfies Message);
      } catch (error) {
        this.take(id)?.reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  /** Rejects what is outstanding and every later call. */
  dispose(reason: Error = new DisconnectedError('the channel was closed')): void {
    this.closed = reason;
    for (const id of [...this.pending.keys()]) this.take(id)?.reject(reason);
  }

  /** The call that waits under an id, which waits no longer. */
  private take(id: number): Pending | undefined {
    const call = this.pending.get(id);
    this.pending.delete(id);
    return call;
  }

  private receive(message: Message): void {
    switch (message.kind) {
      case 'request':
        void this.answer(message.id, message.method, message.params);
        break;
      case 'progress':
        this.pending.get(message.id)?.onProgress?.(message.done);
        break;
      case 'value':
        this.take(message.id)?.resolve(message.value);
        break;
      case 'error': {
        const error =
          message.name === 'CancellationError'
            ? new CancellationError(message.message)
            : new Error(message.message);
        Object.defineProperty(error, 'name', { value: message.name });
        this.take(message.id)?.reject(error);
      }
    }
  }

  private async answer(id: number, method: string, params: unknown): Promise<void> {
    let reply: Message;
    try {
      const local: Readonly<Record<string, (params: never, context: CallContext) => unknown>> = this.local;
      const handler = Object.hasOwn(local, method) ? local[method] : undefined;
      if (!handler) throw new Error(`no method ${method}`);
      const progress = (done: number): void => {
        if (!this.closed) this.port.post({ kind: 'progress', id, done } satisfies Message);
      };
      reply = { kind: 'value', id, value: await handler(params as never, { id, progress }) };
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      reply = { kind: 'error', id, name: failure.name, message: this.messageOf(failure) };
    }
    if (!this.closed) this.port.post(reply);
  }
}
