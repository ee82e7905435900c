import { formatAmount } from "#client/framework/format-amount.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import type { FavorWire } from "#common/favors/favor-schemas.ts";
import type { FavorProps } from "./favor-props.ts";
import { texts } from "./texts.ts";
import { useIntent } from "./use-intent.ts";

/** An offer of mine that nobody has answered, and the way to take it back. */
export function WaitingRow(props: FavorProps & { favor: FavorWire; again(): void }) {
  const { favor, token, again } = props;
  const { favors } = texts.value;
  const withdrawing = useIntent<unknown>(favor.id);
  const { name } = favor.borrower;

  async function withdraw() {
    await withdrawing.go(() =>
      call("POST", "/favors/:favorId/withdraw", { params: { favorId: favor.id }, token }),
    );
    again();
  }

  return (
    <li class="panel stack">
      <div class="favor-line">
        <span class="stack">
          <bdi class="label">
            {favors.waitsFor(name, formatAmount(favor.amount, language.value))}
          </bdi>
          <small class="dim">
            {favor.fee === "0" ? favors.noFee : favors.fee(formatAmount(favor.fee, language.value))}
            {" · "}
            {favors.dueIn(favor.racesLeft)}
          </small>
        </span>
        <button
          type="button"
          class="button is-small"
          aria-label={favors.withdrawLabel(name)}
          disabled={withdrawing.isBusy}
          onClick={() => void withdraw()}
        >
          {favors.withdraw}
        </button>
      </div>
      <p role="alert" class="refusal" hidden={withdrawing.problem === undefined}>
        {withdrawing.problem}
      </p>
    </li>
  );
}
