import { useEffect, useState } from "preact/hooks";
import { formatOdds } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import { texts } from "../texts.ts";

/** How long an arrow says which way the odds have just gone. */
const SHOWN_MS = 2_500;

/** Odds that move: an arrow up when they have lengthened, down when they have shortened. A fixed price says so. */
export function OddsFigure({ hundredths, isFixed }: { hundredths: number; isFixed: boolean }) {
  const [shown, setShown] = useState({ hundredths, move: "" });
  useEffect(() => {
    if (hundredths === shown.hundredths) return;
    const hasBoth = hundredths > 0 && shown.hundredths > 0;
    const move = hasBoth ? (hundredths > shown.hundredths ? "up" : "down") : "";
    setShown({ hundredths, move });
    const hiding = setTimeout(() => setShown({ hundredths, move: "" }), SHOWN_MS);
    return () => clearTimeout(hiding);
  }, [hundredths]);
  const { field } = texts.value.phone;
  const figure = formatOdds(hundredths, language.value);
  const spoken = isFixed ? field.fixedOdds : field.odds;
  return (
    <span
      class={`odds numeral${isFixed ? " is-fixed" : ""}${shown.move === "" ? "" : ` is-${shown.move}`}`}
    >
      <span class="visually-hidden">{hundredths === 0 ? field.noOdds : spoken(figure)}</span>
      <span aria-hidden="true">{figure}</span>
    </span>
  );
}
