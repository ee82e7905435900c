import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { FavorWire } from "#common/favors/favor-schemas.ts";
import type { FavorProps } from "./favor-props.ts";
import { RepayForm } from "./repay-form.tsx";
import { texts } from "./texts.ts";

/** An open debt, mine or to me: who, how much, until when. Mine can be repaid. */
export function DebtRow(
  props: FavorProps & { favor: FavorWire; side: "borrowed" | "lent"; again(): void },
) {
  const { favor, side, again } = props;
  const { favors } = texts.value;
  const [isOpen, setOpen] = useState(false);
  const other = side === "borrowed" ? favor.lender : favor.borrower;
  const owed = formatAmount(favor.owed, language.value);
  const whole = formatAmount(BigInt(favor.amount) + BigInt(favor.fee), language.value);
  return (
    <li class="panel stack favor-debt">
      <div class="favor-line">
        <span class="stack">
          <bdi class="label">
            {side === "borrowed"
              ? favors.youOwe(other.name, owed)
              : favors.owesYou(other.name, owed)}
          </bdi>
          <span class={favor.isOverdue ? "refusal" : "dim"}>
            {favor.isOverdue ? favors.overdue : favors.dueIn(favor.racesLeft)}
          </span>
          <small class="dim">
            <bdi>{other.name}</bdi>, {favors.loyaltyOf(other.loyalty)}
            {favor.repaid !== "0" &&
              ` · ${favors.repaidOf(formatAmount(favor.repaid, language.value), whole)}`}
          </small>
        </span>
        {side === "borrowed" && !isOpen && (
          <button
            type="button"
            class="button is-small"
            aria-label={favors.repayLabel(other.name)}
            onClick={() => setOpen(true)}
          >
            {favors.repay}
          </button>
        )}
      </div>
      {isOpen && (
        <RepayForm
          {...props}
          onDone={() => {
            setOpen(false);
            again();
          }}
        />
      )}
    </li>
  );
}
