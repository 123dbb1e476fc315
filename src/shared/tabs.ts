import * as l10n from '@vscode/l10n';

/**
 * The panel's tabs in their order. A tab is one line here, its title below, one module `webview/matrix/ID/ID.ts` named in `webview/matrix/modules.ts`
 * (the compiler asks for it), and its command in package.json (a test asks for it).
 */
export const panelTabs = [
  { id: 'growth', needsMatrix: true },
  { id: 'flow', needsMatrix: true },
  { id: 'lyapunov', needsMatrix: true },
  { id: 'activations', needsMatrix: false },
  { id: 'training', needsMatrix: false },
  { id: 'depth', needsMatrix: false },
  { id: 'remedies', needsMatrix: true },
  { id: 'learn', needsMatrix: false },
] as const satisfies readonly PanelTab[];

export interface PanelTab {
  readonly id: string;
  /** Without a matrix at the cursor its command asks for one; any other tab takes the article's. */
  readonly needsMatrix: boolean;
}

export type TabId = (typeof panelTabs)[number]['id'];

/** The id of a tab from a saved state, a message or another untrusted place, if it is one. */
export function parseTab(data: unknown): TabId | undefined {
  return panelTabs.find(({ id }) => id === data)?.id;
}

/** The title of a tab, as its button and its command say it. */
export function tabTitle(id: TabId): string {
  switch (id) {
    case 'growth':
      return l10n.t('Growth');
    case 'flow':
      return l10n.t('Flow');
    case 'lyapunov':
      return l10n.t('Lyapunov');
    case 'activations':
      return l10n.t('Activations');
    case 'training':
      return l10n.t('Training');
    case 'depth':
      return l10n.t('Depth vs time');
    case 'remedies':
      return l10n.t('Remedies');
    case 'learn':
      return l10n.t('Learn');
  }
}
