import * as l10n from '@vscode/l10n';
import type { CheckpointSummary } from '../../src/shared/checkpoint';
import { h, setText } from '../ui/dom';
import { formatBytes } from './cells';
import { HorizonField } from './horizonField';

/** The file's name, what it is and holds, and the horizon. */
export class CheckpointHeader {
  private readonly title = h('h1');
  private readonly overview = h('p', { class: 'overview-line' });
  private readonly facts = h('p', { class: 'muted' });
  private readonly horizon: HorizonField;
  readonly element: HTMLElement;

  /** @param onHorizon is told the steps, or `null` for the file's or the settings' own */
  constructor(onHorizon: (steps: number | null) => void) {
    this.horizon = new HorizonField(onHorizon);
    this.element = h(
      'header',
      {},
      h('div', { class: 'subject' }, this.title, this.overview, this.facts),
      this.horizon.element,
    );
  }

  /** @param bytes of all tensors */
  render(summary: CheckpointSummary, bytes: number): void {
    const { file, tensors, format, overview } = summary;
    const count = tensors === 1 ? l10n.t('1 tensor') : l10n.t('{0} tensors', tensors.toLocaleString('en-US'));
    setText(this.title, file);
    setText(this.overview, overview);
    setText(this.facts, `${format} · ${count} · ${formatBytes(bytes)}`);
    this.horizon.render(summary);
  }
}
