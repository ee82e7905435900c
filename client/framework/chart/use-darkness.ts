import { useEffect, useState } from "preact/hooks";

/** Whether the page is dark now: a canvas does not follow the style sheet by itself. */
export function useDarkness(): boolean {
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
