import { pageLink } from "../pages.ts";
import { texts } from "../texts.ts";
import { offersWaiting } from "./offers-waiting.ts";

/** From the wallet to lending and borrowing; says when somebody's offer waits. */
export function FavorsLink() {
  const { wallet } = texts.value.phone;
  const waiting = offersWaiting.value;
  return (
    <a class="panel favors-link" href={pageLink("favors")}>
      <span class="label">{wallet.favors}</span>
      <span class={waiting > 0 ? "pill" : "dim"}>
        {waiting > 0 ? wallet.offersWaiting(waiting) : wallet.favorsHint}
      </span>
    </a>
  );
}
