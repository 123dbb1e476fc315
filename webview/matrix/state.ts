import { activationNames } from '../../src/core/recurrence/activation';
import type { RemedyName } from '../../src/core/remedies';
import type { PanelChoice } from '../../src/shared/panel';
import { parseTab, type TabId } from '../../src/shared/tabs';
import type { Scale } from '../../src/present/plot/gainAxis';

/** What the panel remembers of a person's choices; `undefined` follows the settings and the file. */
export interface PanelState {
  readonly choice: PanelChoice | undefined;
  readonly selectedRemedy: RemedyName | undefined;
  readonly scale: Scale;
  /** The tab that is shown. */
  readonly tab: TabId;
  /** What each tab remembers for itself, unchecked. */
  readonly tabs: Readonly<Record<string, unknown>>;
}

/** What VS Code gives a webview to remember things by. */
export interface StateHost {
  getState(): unknown;
  setState(state: unknown): void;
}

/**
 * The state across hiding and reloading. The host's own keys (which matrix of which document) ride along untouched:
 * VS Code hands the whole of it back to the host when it restores the panel.
 */
export class StateStore {
  private readonly foreign: Record<string, unknown>;
  private state: PanelState;

  constructor(
    private readonly host: StateHost,
    embedded: string | undefined,
  ) {
    const saved = asRecord(host.getState());
    this.foreign = { ...saved, ...parse(embedded) };
    this.state = validState(saved);
    this.save();
  }

  get current(): PanelState {
    return this.state;
  }

  update(change: Partial<PanelState>): void {
    this.state = { ...this.state, ...change };
    this.save();
  }

  private save(): void {
    this.host.setState({ ...this.foreign, ...this.state });
  }
}

function parse(json: string | undefined): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(json ?? '{}'));
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** State may come from another version of the extension, so it is checked. */
function validState({ choice, selectedRemedy, scale, tab, tabs }: Record<string, unknown>): PanelState {
  return {
    choice: validChoice(asRecord(choice)),
    // A remedy of another name than those of the model selects none.
    selectedRemedy: typeof selectedRemedy === 'string' ? (selectedRemedy as RemedyName) : undefined,
    scale: scale === 'linear' ? 'linear' : 'log',
    tab: parseTab(tab) ?? 'growth',
    tabs: asRecord(tabs),
  };
}

function validChoice({ steps, activation }: Record<string, unknown>): PanelChoice | undefined {
  const known = activationNames.find((name) => name === activation);
  return typeof steps === 'number' && Number.isInteger(steps) && steps >= 1 && known
    ? { steps, activation: known }
    : undefined;
}
