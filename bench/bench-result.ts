/** What one benchmark found; `bench/run.ts` prints it and writes it to `bench/results.json`. */
export type BenchResult = {
  name: string;
  rows: {
    label: string;
    value: number;
    unit: string;
    /** The same work without our code, measured in the same run, in the same unit. */
    floor?: number;
    /** `value` / `floor`. */
    ratio?: number;
  }[];
};
