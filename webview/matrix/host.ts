import type { PanelHost, PanelView } from '../../src/shared/panel';
import type { Rpc } from '../../src/shared/rpc';

/** The extension host, as the panel of a matrix asks it. */
export type Host = Rpc<PanelHost, PanelView>;
