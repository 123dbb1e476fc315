/** The colors of a plot, by what they are for. */
export type PlotColor =
  'foreground' | 'muted' | 'background' | 'lines' | 'red' | 'yellow' | 'green' | 'blue' | 'purple';

/** What a plot takes from the page around it. */
export interface PlotTheme {
  readonly highContrast: boolean;
  /** Anything that CSS takes for a color; a variable follows the page's light and dark. */
  readonly colors: Readonly<Record<PlotColor, string>>;
  readonly fontFamily: string;
}
