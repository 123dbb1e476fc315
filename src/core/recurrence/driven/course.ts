import type { HeatMap } from '../../heatMap';
import type { GateRole } from '../layout/cell';

/** Cells of a picture along an axis. */
const maxCells = 128;
/** A gate below this is closed, and above 1 less this open. */
const almost = 0.05;

/** What a gate does along a trajectory. */
export interface GateCourse {
  readonly role: GateRole;
  /** Over units and steps. */
  readonly mean: number;
  /** Share of units and steps with the gate above 0.95, and below 0.05. */
  readonly open: number;
  readonly closed: number;
  /** Units by steps, each cell the mean of what it stands for. */
  readonly map: HeatMap;
}

/** Gathers the values of one gate, step by step. */
export class CourseOf {
  private sums = new Float64Array(0);
  private counts = new Float64Array(0);
  private units = 0;
  private total = 0;
  private open = 0;
  private closed = 0;
  private min = Infinity;
  private max = -Infinity;

  constructor(
    private readonly role: GateRole,
    private readonly steps: number,
  ) {}

  /** The values of every unit at step t, from 0. */
  add(values: Float64Array, t: number): void {
    if (this.units === 0) {
      this.units = values.length;
      this.sums = new Float64Array(this.shownRows * this.shownColumns);
      this.counts = new Float64Array(this.sums.length);
    }
    const column = Math.floor((t * this.shownColumns) / this.steps);
    values.forEach((value, unit) => {
      const cell = Math.floor((unit * this.shownRows) / this.units) * this.shownColumns + column;
      this.sums[cell] = this.sums[cell]! + value;
      this.counts[cell] = this.counts[cell]! + 1;
      this.total += value;
      if (value > 1 - almost) this.open++;
      if (value < almost) this.closed++;
      this.min = Math.min(this.min, value);
      this.max = Math.max(this.max, value);
    });
  }

  get result(): GateCourse {
    const { role, units, steps, shownRows, shownColumns, min, max } = this;
    const count = this.counts.reduce((sum, one) => sum + one, 0);
    const values = Array.from(this.sums, (sum, i) => (this.counts[i]! > 0 ? sum / this.counts[i]! : null));
    const map = { rows: units, columns: steps, shownRows, shownColumns, values, min, max, nonFinite: 0 };
    return { role, mean: this.total / count, open: this.open / count, closed: this.closed / count, map };
  }

  private get shownRows(): number {
    return Math.min(this.units, maxCells);
  }

  private get shownColumns(): number {
    return Math.min(this.steps, maxCells);
  }
}
