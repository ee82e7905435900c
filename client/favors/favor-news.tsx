import { useEffect, useRef } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import type { FavorProps } from "./favor-props.ts";
import { texts } from "./texts.ts";

/**
 * Shows nothing: keeps count of the offers that wait for this player, and says of each that comes
 * while the page is open, once.
 */
export function FavorNews(
  props: Pick<FavorProps, "token" | "news" | "onSay"> & { onCount(offers: number): void },
) {
  const { token, news, onSay, onCount } = props;
  const asked = useAsked(() => call("GET", "/favors/me", { token }), [token, news]);
  const known = useRef<ReadonlySet<string>>(undefined);
  const offers = asked.value?.offersToMe;
  useEffect(() => {
    if (offers === undefined) return;
    const before = known.current;
    known.current = new Set(offers.map(({ id }) => id));
    onCount(offers.length);
    for (const { id, lender, amount } of offers) {
      if (before?.has(id) !== false) continue;
      onSay(texts.value.favors.news(lender.name, formatAmount(amount, language.value)));
    }
  }, [offers]);
  return null;
}
