import { pageTexts } from "#client/framework/language.ts";
import { favors as english } from "#client/languages/en/favors.ts";
import { favors as spanish } from "#client/languages/es/favors.ts";
import { pageLink } from "../pages.ts";
import { offersWaiting } from "./offers-waiting.ts";

const texts = pageTexts({ en: english, es: spanish });

/** From the wallet to lending and borrowing; says when somebody's offer waits. */
export function FavorsLink() {
  const waiting = offersWaiting.value;
  const words = texts.value;
  return (
    <a class="panel favors-link" href={pageLink("favors")}>
      <span class="label">{words.heading}</span>
      <span class={waiting > 0 ? "pill" : "dim"}>
        {waiting > 0 ? words.waiting(waiting) : words.linkHint}
      </span>
    </a>
  );
}
