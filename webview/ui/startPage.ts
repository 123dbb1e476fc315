import type { Handlers, Rpc, Service } from '../../src/shared/rpc';
import { connect } from './connection';
import { registerControls } from './controls/toolkit';
import { Store } from './store';
import { useTexts } from './texts';
import { onThemeChange } from './theme';

/** What a page is made of. */
export interface PageParts<
  Host extends Service<Host>,
  View extends Service<View>,
  State extends object,
  Page,
> {
  /** What the host may call. */
  readonly view: Handlers<View>;
  /** Makes a state of whatever was saved. */
  readonly validate: (saved: unknown) => State;
  readonly create: (root: HTMLElement, host: Rpc<Host, View>, store: Store<State>) => Page;
}

/** Sets a page up in its document: texts, controls, connection, state and theme. */
export function startPage<
  Host extends Service<Host>,
  View extends Service<View>,
  State extends object,
  Page extends { restyle(): void },
>({ view, validate, create }: PageParts<Host, View, State, Page>): Page {
  useTexts();
  registerControls();
  const root = document.getElementById('root')!;
  const { host, state } = connect<Host, View>(view);
  const page = create(root, host, new Store(state, validate, root.dataset['state']));
  onThemeChange(() => {
    page.restyle();
  });
  return page;
}
