import * as l10n from '@vscode/l10n';
import { cellTitles } from '../../src/present/config/cellTitles';
import type { ConfigFamily } from '../../src/core/config/recurrentConfig';
import type { PredictionPanelModel } from '../../src/shared/predictionPanel';
import { button } from '../ui/controls/button';
import { h, setText } from '../ui/dom';

const families = (): Readonly<Record<ConfigFamily, string>> => ({
  keras: l10n.t('Keras model'),
  'keras-optimizer': l10n.t('Keras optimizer'),
  'hugging-face': l10n.t('Hugging Face model'),
  'training-arguments': l10n.t('Hugging Face training arguments'),
  lightning: 'Lightning',
  hydra: 'Hydra',
  fairseq: 'fairseq',
  espnet: 'ESPnet',
  allennlp: 'AllenNLP',
  deepspeed: 'DeepSpeed',
  'ml-agents': 'ML-Agents',
  'stable-baselines3': 'Stable-Baselines3',
  opennmt: 'OpenNMT-py',
  neuralhydrology: 'NeuralHydrology',
  speechbrain: 'SpeechBrain',
  code: l10n.t('source code'),
  plain: l10n.t('plain config'),
});

export interface PredictionHeaderEvents {
  readonly onReveal: () => void;
  readonly onCopyFigures: () => void;
}

/** Name and place of the config, what kind it is, and what can be copied of it. */
export class PredictionHeader {
  private readonly name = h('h1');
  private readonly kind = h('span');
  private readonly place = h('a', { href: '#', class: 'place' });
  readonly element: HTMLElement;

  constructor({ onReveal, onCopyFigures }: PredictionHeaderEvents) {
    this.place.addEventListener('click', (event) => {
      event.preventDefault();
      onReveal();
    });
    this.element = h(
      'header',
      {},
      h('div', { class: 'subject' }, this.name, h('p', {}, this.kind, this.place)),
      h(
        'div',
        { class: 'actions' },
        button({
          label: l10n.t('Copy Figures'),
          title: l10n.t('Copy Figures as JSON'),
          onClick: onCopyFigures,
        }),
      ),
    );
  }

  render({ file, line, stated: { config, prediction } }: PredictionPanelModel): void {
    setText(this.name, config.name);
    this.name.title = config.name;
    const cell = prediction ? ` · ${cellTitles[prediction.cell]}` : '';
    setText(this.kind, `${families()[config.family]}${cell}`);
    setText(this.place, `${file}:${line}`);
    this.place.title = l10n.t('Show {0} in {1}', config.name, file);
  }
}
