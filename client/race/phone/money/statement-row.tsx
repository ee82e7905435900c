import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { StatementEntryWire } from "#common/wallet/statement-schemas.ts";
import { texts } from "../texts.ts";
import { explainEntry } from "./explain-entry.ts";
import { statementTexts } from "./statement-texts.ts";

/** One movement in words: what, where, when, and what it did to the balance. */
export function StatementRow({ entry }: { entry: StatementEntryWire }) {
  const { wallet } = texts.value.phone;
  const at = new Date(entry.at);
  const time = at.toLocaleTimeString(language.value, { hour: "2-digit", minute: "2-digit" });
  const lines = explainEntry(entry, { ...statementTexts.value, language: language.value });
  return (
    <li class="statement-row">
      <div class="statement-words">
        {lines.map((line, index) => (
          <strong key={index} class="label">
            <bdi>{line}</bdi>
          </strong>
        ))}
        <time class="dim" dateTime={at.toISOString()}>
          {time}
        </time>
      </div>
      <div class="statement-figures">
        <Movement entry={entry} />
        <span class="dim">
          {wallet.balanceAfter(formatAmount(entry.totalAfter, language.value))}
        </span>
      </div>
    </li>
  );
}

/** A gain or loss of the total; where there is none, the chips that were set aside or set free. */
function Movement({ entry }: { entry: StatementEntryWire }) {
  const { wallet } = texts.value.phone;
  const amount = BigInt(entry.amount);
  if (amount !== 0n) {
    return (
      <span class={`numeral ${amount > 0n ? "is-gain" : ""}`}>
        {formatAmount(amount, language.value, { isSigned: true })}
      </span>
    );
  }
  const locked = BigInt(entry.lockedAmount);
  const words = locked < 0n ? wallet.unlockedNow : wallet.lockedNow;
  return (
    <span class="label">{words(formatAmount(locked < 0n ? -locked : locked, language.value))}</span>
  );
}
