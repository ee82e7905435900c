const COUNTRIES =
  "TR SA EG PK MX ES AR BR CO US FR DE IT GB IN ID PH VN JP KR MA DZ NG ZA PE CL EC PT".split(" ");

/** Flags for a picture without a battle: the sides to come first, then many others. */
export function paradeCountries(sides: readonly string[]): string[] {
  return [...new Set([...sides, ...COUNTRIES])];
}
