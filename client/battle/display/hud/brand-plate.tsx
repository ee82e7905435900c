import { texts } from "#client/battle/display/texts.ts";
import { useBattle } from "./use-battle.ts";

/** Whose show this is and which battle. */
export function BrandPlate() {
  const { battle, common } = texts.value;
  const view = useBattle().feed.view.value;
  const number = view?.battleNumber ?? 0;
  const title = view?.title ?? "";
  const facts = [
    ...(title === "" ? [] : [battle.countryBattle]),
    ...(number === 0 ? [] : [battle.battleNumber(number)]),
  ];
  return (
    <header class="brand-plate plate">
      <h1 class="brand-name">
        <span>{common.brand}</span>
      </h1>
      <p class="brand-race">
        <strong>{title === "" ? battle.countryBattle : title}</strong>
        {facts.length > 0 && <span>{facts.join(" · ")}</span>}
      </p>
    </header>
  );
}
