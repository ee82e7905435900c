/** What a chart draws; a table says the same to who can't see it. */
export interface ChartLines {
  /** Rising. */
  xs: readonly number[];
  xLabel: string;
  formatX(x: number): string;
  formatY(y: number): string;
  lines: readonly ChartLine[];
  /** A value holds until the next; else points are joined. */
  isStepped: boolean;
}

export interface ChartLine {
  label: string;
  /** One for each x. */
  ys: readonly number[];
  /** `#RRGGBB`, or the name of a colour of the theme (`--gold-text`). */
  colour: string;
  /** Number of its dashes where its place among the lines does not stay the same. */
  dash?: number;
}
