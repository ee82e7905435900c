/** The class that colours a gain or a loss; the sign says it too. */
export function toneOf(figure: number | bigint): "is-gain" | "is-loss" | "" {
  if (figure > 0) return "is-gain";
  return figure < 0 ? "is-loss" : "";
}
