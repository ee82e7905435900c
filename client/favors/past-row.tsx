import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { FavorWire } from "#common/favors/favor-schemas.ts";
import { texts } from "./texts.ts";

/** A favor that has ended, in one line. */
export function PastRow({ favor }: { favor: FavorWire }) {
  const { favors } = texts.value;
  const { lender, borrower, status } = favor;
  if (status === "offered" || status === "open") return null;
  const [giver, taker] = status === "repaid" ? [borrower, lender] : [lender, borrower];
  const amount = status === "repaid" ? favor.repaid : favor.amount;
  const who = favors.fromTo(giver.name, taker.name);
  return (
    <li class="dim favor-past">
      <bdi>{favors.ended[status](who, formatAmount(amount, language.value))}</bdi>
    </li>
  );
}
