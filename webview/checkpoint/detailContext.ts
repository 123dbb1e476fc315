import type { HeatMap } from '../../src/core/heatMap';
import type { ChartContent } from '../../src/present/plot/content';
import type { InputsSummary } from '../../src/shared/checkpoint';
import type { HeatMapWords } from './heatMapSection';
import type { Layer } from './layerCharts';

/** What the views of the detail pane draw with. */
export interface DetailContext {
  /** A chart in a section of its own; `null` for a picture that there is not. */
  readonly chart: (id: string, content: ChartContent | null) => HTMLElement | null;
  readonly heatMap: (map: HeatMap, title: string, note: string, shows?: HeatMapWords['shows']) => HTMLElement;
  /** What drives the cells, if a person chose it. */
  readonly inputs: InputsSummary | null;
  /** Choose the inputs that drive the cell, or Gaussian ones again. */
  readonly onDrive: () => void;
  readonly onDriveWithout: () => void;
  /** The layers of a module that have figures. */
  readonly layersOf: (module: string) => readonly Layer[];
  readonly onReading: (reading: number) => void;
  /** Take the tensor as recurrent. */
  readonly onRecurrent: () => void;
  /** Read a large tensor. */
  readonly onRead: () => void;
}
