import type { BattleView } from "#client/battle/battle-view.ts";
import { countryName } from "#client/battle/country/country-name.ts";
import { formatPoints } from "#client/battle/display/format-points.ts";
import { giftPicture, giftPictureUrl } from "#client/battle/display/gift-pictures.ts";
import type { NewsItem } from "#client/battle/display/news.ts";
import { bothLanguages, texts } from "#client/battle/display/texts.ts";
import { language } from "#client/framework/language.ts";
import { useBattle } from "./use-battle.ts";

/** Gifts and comments as they come, and what there is to know while nobody sends any. */
export function Ticker({ view }: { view: BattleView }) {
  const items = useBattle().news.items.value;
  const { battle } = texts.value;
  return (
    <section class="battle-ticker panel" aria-label={battle.ticker}>
      <ul>
        {items.map((item) =>
          item.kind === "gift" ? (
            <GiftItem key={item.id} item={item} />
          ) : (
            <li key={item.id} class="ticker-item">
              <b class="ticker-who" dir="auto">
                {item.name}
              </b>
              <span class="ticker-text" dir="auto">
                {item.text}
              </span>
            </li>
          ),
        )}
        {factsOf(view).map(([lang, fact]) => (
          <li key={fact} class="ticker-fact" lang={lang}>
            {fact}
          </li>
        ))}
      </ul>
    </section>
  );
}

function GiftItem({ item }: { item: Extract<NewsItem, { kind: "gift" }> }) {
  const { battle } = texts.value;
  const { gift, count } = item;
  return (
    <li class="ticker-item">
      <b class="ticker-who" dir="auto">
        {gift.name}
      </b>{" "}
      {battle.sent} <img src={giftPictureUrl(giftPicture(gift))} alt="" width={30} height={30} />
      <b class="ticker-what">
        {gift.giftName} {battle.times(formatPoints(count, language.value))}
      </b>
      {gift.country !== "" && (
        <>
          {" "}
          {battle.to} {countryName(gift.country, language.value)}
        </>
      )}
    </li>
  );
}

function factsOf(view: BattleView): (readonly [lang: string, fact: string])[] {
  const [english, spanish] = bothLanguages;
  const { battle } = texts.value;
  const counted: [string, string][] =
    view.giftCount === 0
      ? []
      : [
          [
            language.value,
            battle.facts.gifts(
              formatPoints(view.giftCount, language.value),
              formatPoints(view.diamondCount, language.value),
            ),
          ],
        ];
  return [
    ...counted,
    ["en", english.facts.worth],
    ["es", spanish.facts.choose],
    ["en", english.facts.choose],
    ["es", spanish.facts.worth],
  ];
}
