/**
 * The panel's tabs in their order. A tab is one line here, one module `webview/tabs/ID.ts` named in `webview/tabs/modules.ts`
 * (the compiler asks for it), and its command in package.json (a test asks for it).
 */
export const panelTabs = [
  { id: 'growth', title: 'Growth', needsMatrix: true },
  { id: 'flow', title: 'Flow', needsMatrix: true },
  { id: 'lyapunov', title: 'Lyapunov', needsMatrix: true },
  { id: 'activations', title: 'Activations', needsMatrix: false },
  { id: 'training', title: 'Training', needsMatrix: false },
  { id: 'depth', title: 'Depth vs time', needsMatrix: false },
  { id: 'remedies', title: 'Remedies', needsMatrix: true },
  { id: 'learn', title: 'Learn', needsMatrix: false },
] as const satisfies readonly PanelTab[];

export interface PanelTab {
  readonly id: string;
  readonly title: string;
  /** Without a matrix at the cursor its command asks for one; any other tab takes the article's. */
  readonly needsMatrix: boolean;
}

export type TabId = (typeof panelTabs)[number]['id'];

/** The id of a tab from a saved state, a message or another untrusted place, if it is one. */
export function parseTab(data: unknown): TabId | undefined {
  return panelTabs.find(({ id }) => id === data)?.id;
}
