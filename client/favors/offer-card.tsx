import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import type { FavorWire } from "#common/favors/favor-schemas.ts";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";
import type { FavorProps } from "./favor-props.ts";
import { texts } from "./texts.ts";
import { useIntent } from "./use-intent.ts";

/** An offer made to me: what it is, what it costs, yes or no. */
export function OfferCard(props: FavorProps & { favor: FavorWire; again(): void }) {
  const { favor, token, again } = props;
  const { favors } = texts.value;
  const [isDeclining, setDeclining] = useState(false);
  const accepting = useIntent<{ wallet: WalletWire }>(favor.id);
  const declining = useIntent<unknown>(favor.id);
  const options = { params: { favorId: favor.id }, token };
  const { name, loyalty } = favor.lender;
  const amount = formatAmount(favor.amount, language.value);
  const owed = formatAmount(BigInt(favor.amount) + BigInt(favor.fee), language.value);
  const isBusy = accepting.isBusy || isDeclining;
  const problem = accepting.problem ?? declining.problem;

  async function accept() {
    const taken = await accepting.go((idempotencyKey) =>
      call("POST", "/favors/:favorId/accept", { ...options, idempotencyKey }),
    );
    if (taken !== undefined) props.onWallet(taken.wallet);
    again();
  }
  async function decline() {
    setDeclining(true);
    await declining.go(() => call("POST", "/favors/:favorId/decline", options));
    setDeclining(false);
    again();
  }

  return (
    <li class="panel stack favor-offer">
      <p class="label">
        <bdi>{favors.offersYou(name, amount)}</bdi>
      </p>
      <p>
        {favors.terms(owed, favor.racesLeft)}
        {" · "}
        {favor.fee === "0" ? favors.noFee : favors.fee(formatAmount(favor.fee, language.value))}
      </p>
      <p class="hint">{favors.fromWins}</p>
      <p class="hint">
        <bdi>{name}</bdi>, {favors.loyaltyOf(loyalty)}
      </p>
      <p role="alert" class="refusal" hidden={problem === undefined}>
        {problem}
      </p>
      <div class="favor-answers">
        <button
          type="button"
          class="button"
          aria-label={favors.declineLabel(name)}
          disabled={isBusy}
          onClick={() => void decline()}
        >
          {favors.decline}
        </button>
        <button
          type="button"
          class="button is-primary"
          aria-label={favors.acceptLabel(name, amount)}
          disabled={isBusy}
          onClick={() => void accept()}
        >
          {favors.accept}
        </button>
      </div>
    </li>
  );
}
