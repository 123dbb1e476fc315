/** A VS Code that takes every registration and remembers what it was asked for, to see what an activation sets to work. */
export class FakeEditor {
  /** Each call by its path, such as `window.createWebviewPanel`. */
  readonly calls: string[] = [];
  readonly visibleTextEditors: object[] = [];
  private readonly listeners = new Map<string, ((event: unknown) => void)[]>();

  /** `settings` are the values by full name. */
  constructor(private readonly settings: Readonly<Record<string, unknown>>) {}

  /** What `require('vscode')` gives. */
  readonly module: object = Object.assign(Object.create(this.anything('')) as object, {
    l10n: { bundle: undefined, t: (text: string) => text },
    EventEmitter: class {
      readonly event = () => ({ dispose: () => undefined });
      readonly fire = () => undefined;
    },
  });

  /** Tells the listeners of an event, such as `window.onDidChangeVisibleTextEditors`. */
  fire(event: string, value: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) listener(value);
  }

  private anything(path: string): object {
    const call = (args: unknown[]): unknown => {
      this.calls.push(path);
      const [first] = args;
      if (/\.onDid\w+$/.test(path) && typeof first === 'function') {
        const known = this.listeners.get(path) ?? [];
        this.listeners.set(path, [...known, first as (event: unknown) => void]);
      }
      if (path === 'workspace.getConfiguration') return { get: (name: string) => this.settings[name] };
      return this.anything(`${path}()`);
    };
    return new Proxy(function () {}, {
      get: (target, key) => {
        if (typeof key === 'symbol' || key === 'prototype') return Reflect.get(target, key) as unknown;
        const inner = path === '' ? key : `${path}.${key}`;
        if (inner === 'window.visibleTextEditors') return this.visibleTextEditors;
        if (inner === 'workspace.textDocuments') return [];
        // Nobody has opened the side bar.
        if (inner === 'window.createTreeView().visible') return false;
        // Not a promise.
        return key === 'then' ? undefined : this.anything(inner);
      },
      set: () => true,
      apply: (_target, _self, args: unknown[]) => call(args),
      construct: (_target, args: unknown[]) => call(args) as object,
    });
  }
}
