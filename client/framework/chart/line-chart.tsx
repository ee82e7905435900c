import { useEffect, useRef } from "preact/hooks";
import type { ChartLines } from "./chart-lines.ts";
import type { Plot } from "./draw-lines.ts";
import { useDarkness } from "./use-darkness.ts";

/** Height of the drawing without its legend, CSS pixels. */
const HEIGHT = 280;

/** Lines over a course; the table beside them says the same to who can't see it. The library comes when it is needed. */
export function LineChart({ chart }: { chart: ChartLines }) {
  const place = useRef<HTMLDivElement>(null);
  const isDark = useDarkness();
  useEffect(() => {
    let isGone = false;
    let plot: Plot | undefined;
    let watching: ResizeObserver | undefined;
    void import("./draw-lines.ts").then(({ drawLines }) => {
      const root = place.current;
      if (isGone || root === null) return;
      plot = drawLines(root, { chart, width: root.clientWidth, height: HEIGHT, isDark });
      watching = new ResizeObserver(() =>
        plot?.setSize({ width: root.clientWidth, height: HEIGHT }),
      );
      watching.observe(root);
    });
    return () => {
      isGone = true;
      watching?.disconnect();
      plot?.destroy();
    };
  }, [chart, isDark]);
  return <div ref={place} class="line-chart" style={{ minHeight: HEIGHT }} aria-hidden="true" />;
}
