import { recordOf } from '../../src/shared/parse';

/** What VS Code gives a webview to remember things by. */
export interface StateHost {
  getState(): unknown;
  setState(state: unknown): void;
}

/**
 * What a page remembers across hiding and reloading. Keys that are not the page's own ride along untouched: the host embeds
 * which subject it shows, and VS Code hands the whole back to the host when it restores the page.
 */
export class Store<State extends object> {
  private readonly foreign: Readonly<Record<string, unknown>>;
  private state: State;

  /**
   * @param validate makes a state of whatever was saved, for it may come from another version of the extension
   * @param embedded JSON that the host put into the page
   */
  constructor(
    private readonly host: StateHost,
    validate: (saved: unknown) => State,
    embedded?: string,
  ) {
    const saved = recordOf(host.getState());
    this.foreign = { ...saved, ...parse(embedded) };
    this.state = validate(saved);
    this.save();
  }

  get current(): State {
    return this.state;
  }

  update(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.save();
  }

  private save(): void {
    this.host.setState({ ...this.foreign, ...this.state });
  }
}

function parse(json: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return recordOf(JSON.parse(json ?? '{}'));
  } catch {
    return {};
  }
}
