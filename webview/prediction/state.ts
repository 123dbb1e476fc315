import { parseWhatIf, type WhatIf } from '../../src/core/config/whatIf';
import type { Scale } from '../../src/present/plot/gainAxis';
import type { StateHost } from '../matrix/state';

/** What the panel remembers: which config, for the host, what was supposed, and the axis. */
export class PredictionState {
  private readonly subject: unknown;
  private current: { readonly whatIf: WhatIf; readonly scale: Scale };

  constructor(
    private readonly host: StateHost,
    embedded: string | undefined,
  ) {
    const saved = asRecord(host.getState());
    this.subject = asRecord(parse(embedded))['subject'] ?? saved['subject'];
    // State may come from another version of the extension, so it is checked.
    const scale = saved['scale'] === 'linear' ? 'linear' : 'log';
    this.current = { whatIf: parseWhatIf(saved['whatIf']), scale };
    this.save();
  }

  get whatIf(): WhatIf {
    return this.current.whatIf;
  }

  set whatIf(whatIf: WhatIf) {
    this.current = { ...this.current, whatIf };
    this.save();
  }

  get scale(): Scale {
    return this.current.scale;
  }

  set scale(scale: Scale) {
    this.current = { ...this.current, scale };
    this.save();
  }

  private save(): void {
    this.host.setState({ subject: this.subject, ...this.current });
  }
}

function parse(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '{}');
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
