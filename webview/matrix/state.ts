import { activationNames } from '../../src/core/recurrence/activation';
import type { RemedyName } from '../../src/core/remedies';
import type { PanelChoice } from '../../src/shared/panel';
import { recordOf } from '../../src/shared/parse';
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

/** State may come from another version of the extension, so it is checked. */
export function validState(saved: unknown): PanelState {
  const { choice, selectedRemedy, scale, tab, tabs } = recordOf(saved);
  return {
    choice: validChoice(recordOf(choice)),
    // A remedy of another name than those of the model selects none.
    selectedRemedy: typeof selectedRemedy === 'string' ? (selectedRemedy as RemedyName) : undefined,
    scale: scale === 'linear' ? 'linear' : 'log',
    tab: parseTab(tab) ?? 'growth',
    tabs: recordOf(tabs),
  };
}

function validChoice({ steps, activation }: Readonly<Record<string, unknown>>): PanelChoice | undefined {
  const known = activationNames.find((name) => name === activation);
  return typeof steps === 'number' && Number.isInteger(steps) && steps >= 1 && known
    ? { steps, activation: known }
    : undefined;
}
