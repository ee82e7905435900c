import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import type { FavorWire } from "#common/favors/favor-schemas.ts";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";
import { AmountChoice } from "./amount-choice.tsx";
import type { FavorProps } from "./favor-props.ts";
import { texts } from "./texts.ts";
import { useIntent } from "./use-intent.ts";

/** Gives part of a debt back, or all of it. `onDone` closes it. */
export function RepayForm(props: FavorProps & { favor: FavorWire; onDone(): void }) {
  const { favor, token, onDone } = props;
  const { favors } = texts.value;
  const [amount, setAmount] = useState(BigInt(favor.owed));
  const repaying = useIntent<{ favor: FavorWire; wallet: WalletWire }>(`${favor.id} ${amount}`);
  const shown = formatAmount(amount, language.value);

  async function repay() {
    const repaid = await repaying.go((idempotencyKey) =>
      call("POST", "/favors/:favorId/repay", {
        params: { favorId: favor.id },
        body: { amount: amount.toString() },
        token,
        idempotencyKey,
      }),
    );
    if (repaid === undefined) return;
    props.onWallet(repaid.wallet);
    props.onSay(favors.repaidNow(shown, favor.lender.name));
    onDone();
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void repay();
      }}
    >
      <AmountChoice
        legend={favors.repayHow}
        most={BigInt(favor.owed)}
        amount={amount}
        onAmount={setAmount}
      />
      <p role="alert" class="refusal" hidden={repaying.problem === undefined}>
        {repaying.problem}
      </p>
      <div class="favor-answers">
        <button type="button" class="button" onClick={onDone}>
          {favors.putAway}
        </button>
        <button
          type="submit"
          class="button is-primary"
          disabled={repaying.isBusy || amount === 0n || amount > BigInt(favor.owed)}
        >
          {repaying.isBusy
            ? favors.sending
            : amount === 0n
              ? favors.repayPick
              : favors.repayButton(shown)}
        </button>
      </div>
    </form>
  );
}
