import * as l10n from '@vscode/l10n';
import { valuesInForce, type WhatIf, type WhatIfField } from '../../src/core/config/whatIf';
import type { PageView } from '../../src/shared/page';
import type { PredictionPanelHost, PredictionPanelModel } from '../../src/shared/predictionPanel';
import type { Rpc } from '../../src/shared/rpc';
import { checkbox } from '../ui/controls/checkbox';
import { h } from '../ui/dom';
import { ChartSection } from '../ui/chart/chartSection';
import { Loader } from '../ui/loader';
import { PageFrame } from '../ui/pageFrame';
import type { Store } from '../ui/store';
import { readTheme } from '../ui/theme';
import { gainChart } from './gainChart';
import { PredictionCard } from './predictionCard';
import { PredictionHeader } from './predictionHeader';
import type { PredictionState } from './state';
import { WhatIfSection } from './whatIfSection';

/** The panel of one config: pulls its prediction from the host, with whatever is supposed instead of what the file says. */
export class PredictionPanel {
  private model: PredictionPanelModel | undefined;
  private theme = readTheme();
  private readonly loader: Loader<WhatIf, PredictionPanelModel>;
  private readonly frame: PageFrame;
  private readonly header: PredictionHeader;
  private readonly card = new PredictionCard();
  private readonly whatIf: WhatIfSection;
  private readonly chart: ChartSection;
  private readonly content: HTMLElement;

  constructor(
    root: HTMLElement,
    private readonly host: Rpc<PredictionPanelHost, PageView>,
    private readonly state: Store<PredictionState>,
  ) {
    this.loader = new Loader({
      fetch: (whatIf) => host.call('model', whatIf),
      onModel: (model) => {
        this.show(model);
      },
      onError: (error) => {
        this.frame.fail(error);
      },
      onBusy: (busy) => {
        this.whatIf.busy = busy;
        this.content.setAttribute('aria-busy', String(busy));
      },
    });
    this.header = new PredictionHeader({
      onReveal: () => {
        this.frame.attempt(host.call('reveal', null));
      },
      onCopyFigures: () => {
        if (!this.model) return;
        const { config, prediction, clipping } = this.model.supposed;
        const text = JSON.stringify({ config: config.name, prediction, clipping }, null, 2);
        this.frame.attempt(host.call('copy', { text, what: l10n.t('prediction') }));
      },
    });
    this.whatIf = new WhatIfSection({
      onChange: (part) => {
        this.suppose(part);
      },
      onReset: (field) => {
        state.update({ whatIf: field === null ? {} : without(state.current.whatIf, field) });
        this.pull();
      },
      onApply: (field) => {
        this.frame.attempt(this.apply(field));
      },
      onReveal: (field) => {
        this.frame.attempt(host.call('reveal', field));
      },
    });
    const linear = checkbox({
      label: l10n.t('Linear axis'),
      checked: state.current.scale === 'linear',
      onChange: (checked) => {
        state.update({ scale: checked ? 'linear' : 'log' });
        this.render();
      },
    });
    this.chart = new ChartSection({
      id: 'gain',
      title: l10n.t('Gain over the sequence length'),
      onExport: (file) => {
        this.frame.attempt(file.then((params) => host.call('save', params)));
      },
      tools: [linear],
    });
    this.content = h(
      'main',
      {},
      this.header.element,
      this.card.element,
      this.whatIf.element,
      this.chart.element,
    );
    this.frame = new PageFrame(root, this.content, l10n.t('Predicting…'));
  }

  /** Asks the host for the model: at the start, and when the document changed. */
  pull(): void {
    this.loader.now(this.state.current.whatIf);
  }

  /** Takes over the colors of a new theme. */
  restyle(): void {
    this.theme = readTheme();
    this.render();
  }

  /** A value that is the file's own is no change. */
  private suppose(part: WhatIf): void {
    let whatIf: WhatIf = { ...this.state.current.whatIf, ...part };
    const { config, prediction } = this.model!.stated;
    const own = valuesInForce(config, prediction);
    for (const field of Object.keys(part) as WhatIfField[]) {
      if (JSON.stringify(own[field]) === JSON.stringify(part[field])) whatIf = without(whatIf, field);
    }
    this.state.update({ whatIf });
    this.loader.soon(whatIf);
  }

  private async apply(field: WhatIfField): Promise<void> {
    await this.host.call('apply', { field, whatIf: this.state.current.whatIf });
    // The file says it now itself.
    this.state.update({ whatIf: without(this.state.current.whatIf, field) });
    this.pull();
  }

  private show(model: PredictionPanelModel): void {
    this.model = model;
    this.frame.show();
    this.render();
  }

  private render(): void {
    const { model } = this;
    if (!model) return;
    this.header.render(model);
    this.card.render(model.supposed);
    this.whatIf.render(model);
    this.chart.render(gainChart(model, this.state.current.scale), model.stated.config.name, this.theme);
  }
}

function without(whatIf: WhatIf, field: WhatIfField): WhatIf {
  return Object.fromEntries(Object.entries(whatIf).filter(([name]) => name !== field));
}
