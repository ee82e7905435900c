import { useEffect, useRef, useState } from "preact/hooks";
import type { Plot } from "./draw-chart.ts";
import type { ScoreSeries } from "./score-series.ts";

/** Height of the chart, CSS pixels. */
const HEIGHT = 260;

/** Lines of all scores; the table beside it says the same to who can't see it. The library comes when it is needed. */
export function ScoreChart({ series }: { series: ScoreSeries }) {
  const place = useRef<HTMLDivElement>(null);
  const isDark = useDarkness();
  useEffect(() => {
    let isGone = false;
    let plot: Plot | undefined;
    let watching: ResizeObserver | undefined;
    void import("./draw-chart.ts").then(({ drawChart }) => {
      const root = place.current;
      if (isGone || root === null) return;
      plot = drawChart(root, { series, width: root.clientWidth, height: HEIGHT });
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
  }, [series, isDark]);
  return <div ref={place} class="score-chart" style={{ minHeight: HEIGHT }} aria-hidden="true" />;
}

/** Whether the page is dark now: a canvas does not follow the style sheet by itself. */
function useDarkness(): boolean {
  const [isDark, setDark] = useState(readDarkness);
  useEffect(() => {
    const look = () => setDark(readDarkness());
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", look);
    const chosen = new MutationObserver(look);
    chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      scheme.removeEventListener("change", look);
      chosen.disconnect();
    };
  }, []);
  return isDark;
}

function readDarkness(): boolean {
  const { theme } = document.documentElement.dataset;
  if (theme !== undefined) return theme === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
