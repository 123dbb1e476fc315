/** One of several equals in a picture, each with a color and a dash of its own. */
export type SeriesRole = `series${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;
/** The quartiles of a series: its own color and dash, thin. */
export type SpreadRole = `spread${0 | 1 | 2 | 3 | 4 | 5}`;

/** What a line, area or point stands for; its looks follow from that alone (stroke.ts). */
export type Role =
  | SeriesRole
  | SpreadRole
  | 'largest'
  | 'others'
  | 'fewOthers'
  | 'beside'
  | 'lowerBound'
  | 'upperBound'
  | 'before'
  | 'after'
  | 'values'
  | 'reference'
  | 'peak'
  | 'band'
  | 'spread';

export interface Point {
  readonly x: number;
  /** `null` ends the curve. */
  readonly y: number | null;
}

export interface Curve {
  readonly role: Role;
  /** Its name in the legend. */
  readonly label: string;
  readonly points: readonly Point[];
  /** The legend leaves it out: another curve of the same looks stands for both. */
  readonly unlisted?: boolean;
}

/** Many curves of one look, behind the others. */
export interface BackgroundCurves {
  readonly role: Role;
  readonly label: string;
  readonly curves: readonly (readonly Point[])[];
}

export interface Tick {
  readonly value: number;
  readonly label: string;
}

export interface Axis {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly Tick[];
}

/** The area between two curves over the same places. */
export interface Ribbon {
  readonly role: Role;
  readonly label: string;
  readonly lower: readonly Point[];
  readonly upper: readonly Point[];
}

/** A horizontal stripe, such as the gains that count as stable. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** A point with a word beside it. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly role: Role;
}

/** A circle about the origin, in the units of the axes. */
export interface Circle {
  readonly radius: number;
  readonly role: Role;
  readonly label: string;
}

/** A horizontal line across the plot. */
export interface Level {
  readonly y: number;
  readonly label: string;
}

/** How the main data is drawn; the rest of a plot is the same for all. */
export type PlotKind = 'lines' | 'points' | 'bars';

/** A picture of figures, drawn alike on a canvas by chart.js and as SVG (svg.ts). */
export interface Plot {
  readonly kind: PlotKind;
  readonly title: string;
  /** What the picture shows, in a sentence, for those who cannot see it. */
  readonly finding: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Curves of their own legend entry, or the one set of points or bars. */
  readonly curves: readonly Curve[];
  /** Many curves that share one look and one legend entry. */
  readonly background: BackgroundCurves | null;
  readonly band: Band | null;
  readonly ribbon: Ribbon | null;
  readonly circles: readonly Circle[];
  readonly levels: readonly Level[];
  readonly marks: readonly Mark[];
  /** One unit is as long on both axes. */
  readonly equalAspect: boolean;
  /** Remarks below the picture. */
  readonly notes: readonly string[];
  /** Lines of text for the datum at a place on the x axis, or of that number for points. */
  readonly describe: (x: number, index: number) => readonly string[];
}

/** What most plots have none of. */
export const emptyPlot = {
  background: null,
  band: null,
  ribbon: null,
  circles: [],
  levels: [],
  marks: [],
  equalAspect: false,
  notes: [],
} as const satisfies Partial<Plot>;

/** The role of the quartiles of the series of that number, below six. */
export function spreadRole(index: number): SpreadRole {
  return `spread${index % 6}` as SpreadRole;
}

/** The role of the series of that number; after ten they begin anew. */
export function seriesRole(index: number): SeriesRole {
  return `series${index % 10}` as SeriesRole;
}
