import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { ProblemNote } from "#client/framework/problem-note.tsx";
import { Segments } from "#client/framework/segments.tsx";
import { useAsked } from "#client/framework/use-asked.ts";
import { favorFee } from "#common/favors/favor-fee.ts";
import type { FavorPartyWire } from "#common/favors/favor-schemas.ts";
import { AmountChoice } from "./amount-choice.tsx";
import { BorrowerChoice } from "./borrower-choice.tsx";
import type { FavorProps } from "./favor-props.ts";
import { texts } from "./texts.ts";
import { useIntent } from "./use-intent.ts";

const FEES = [0, 5, 10, 20] as const;
const RACES = [1, 3, 5, 10] as const;

/** To whom, how much, on what terms: two taps and the button. `most` is what may be lent; `onDone` closes it. */
export function LendForm(props: FavorProps & { most: bigint; onDone(): void }) {
  const { token, news, most, onDone } = props;
  const { favors } = texts.value;
  const [borrower, setBorrower] = useState<FavorPartyWire>();
  const [amount, setAmount] = useState(0n);
  const [feePercent, setFee] = useState<number>(0);
  const [races, setRaces] = useState<number>(3);
  const asked = useAsked(() => call("GET", "/favors/players", { token }), [news]);
  const offering = useIntent<unknown>([borrower?.id, amount, feePercent, races].join(" "));
  const shown = formatAmount(amount, language.value);
  const owed = formatAmount(amount + favorFee(amount, feePercent), language.value);
  const isReady = borrower !== undefined && amount > 0n && amount <= most;

  async function offer(to: FavorPartyWire) {
    const body = { borrowerId: to.id, amount: amount.toString(), feePercent, races };
    const offered = await offering.go((idempotencyKey) =>
      call("POST", "/favors", { body, token, idempotencyKey }),
    );
    if (offered === undefined) return;
    props.onSay(favors.offered(shown, to.name));
    onDone();
  }

  return (
    <form
      class="panel stack lend-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (borrower !== undefined) void offer(borrower);
      }}
    >
      {asked.value !== undefined && (
        <BorrowerChoice players={asked.value.players} chosen={borrower} onChoose={setBorrower} />
      )}
      <ProblemNote asked={asked} texts={texts.value} />
      <AmountChoice legend={favors.howMuch} most={most} amount={amount} onAmount={setAmount} />
      <Segments
        legend={favors.feeHow}
        values={FEES}
        chosen={feePercent}
        words={favors.percent}
        onChoose={setFee}
      />
      <Segments
        legend={favors.dueHow}
        values={RACES}
        chosen={races}
        words={favors.races}
        onChoose={setRaces}
      />
      <p class="hint">{amount > 0n && favors.terms(owed, races)}</p>
      <p role="alert" class="refusal" hidden={offering.problem === undefined}>
        {offering.problem}
      </p>
      <button type="submit" class="button is-primary" disabled={!isReady || offering.isBusy}>
        {offering.isBusy
          ? favors.sending
          : borrower === undefined
            ? favors.pickWho
            : amount === 0n
              ? favors.pickAmount
              : favors.offer(shown, borrower.name)}
      </button>
      <button type="button" class="button is-quiet" onClick={onDone}>
        {favors.putAway}
      </button>
    </form>
  );
}
