import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceView } from "#client/race/race-view.ts";
import type { BetWire } from "#common/race/bet-schemas.ts";
import { cancelFee } from "#common/tote/cancel-fee.ts";
import { oddsOf } from "../betting/odds-of.ts";
import { CheckIcon } from "../page-icons.tsx";
import type { Play } from "../play.ts";
import { texts } from "../texts.ts";

/** A confirmed bet: what it would return while it is open, what it brought after, and the way out while there is one. */
export function BetRow({ bet, view, play }: { bet: BetWire; view: RaceView; play: Play }) {
  const [isAsking, setAsking] = useState(false);
  const { common, phone } = texts.value;
  const stake = formatAmount(bet.stake, language.value);
  const number = bet.selection[0] ?? 0;
  const runner = view.runners.find((one) => one.number === number);
  const name = runner?.name ?? String(number);
  const canCancel = bet.status === "open" && isCancelOpen(view, play.feed.now.value);
  return (
    <li class={`bet is-${bet.status}`}>
      {runner !== undefined && <NumberChip number={number} livery={runner.livery} />}
      <div class="bet-words">
        <strong class="label">
          {name} <span class="dim">{common.markets[bet.market] ?? bet.market}</span>
        </strong>
        <span class="bet-figures dim">
          {bet.status === "open" ? stake : common.chips(stake)}
          <BetPromise bet={bet} view={view} />
          {bet.status === "cancelled" && (
            <> · {phone.bets.fee(formatAmount(bet.fee, language.value))}</>
          )}
        </span>
      </div>
      <BetState bet={bet} />
      {canCancel && !isAsking && (
        <button
          type="button"
          class="button is-small"
          aria-label={phone.bets.cancelLabel(stake, name)}
          onClick={() => setAsking(true)}
        >
          {phone.bets.cancel}
        </button>
      )}
      {canCancel && isAsking && (
        <CancelQuestion bet={bet} play={play} view={view} onDone={() => setAsking(false)} />
      )}
    </li>
  );
}

function CancelQuestion(props: { bet: BetWire; play: Play; view: RaceView; onDone: () => void }) {
  const { bet, play, view, onDone } = props;
  const [isBusy, setBusy] = useState(false);
  const { bets } = texts.value.phone;
  const fee = cancelFee(BigInt(bet.stake), view.marketRules.cancelFeeBps);
  return (
    <div class="bet-question">
      <span>{bets.cancelFee(formatAmount(fee, language.value))}</span>
      <div class="bet-answers">
        <button type="button" class="button is-small" onClick={onDone}>
          {bets.cancelNo}
        </button>
        <button
          type="button"
          class="button is-small is-danger"
          disabled={isBusy}
          onClick={() => {
            setBusy(true);
            void play.betting.cancel(bet).finally(onDone);
          }}
        >
          {bets.cancelYes}
        </button>
      </div>
    </div>
  );
}

/** What an open bet would be paid by the odds of now. */
function BetPromise({ bet, view }: { bet: BetWire; view: RaceView }) {
  const runner = view.runners.find(({ number }) => number === bet.selection[0]);
  if (bet.status !== "open" || runner === undefined) return null;
  const odds = oddsOf(runner, bet.market === "win" ? "win" : "place");
  if (odds === 0) return null;
  const payout = (BigInt(bet.stake) * BigInt(odds)) / 100n;
  return (
    <>
      {" · "}
      <span class="bet-promise">
        {texts.value.phone.bets.returns(formatAmount(payout, language.value))}
      </span>
    </>
  );
}

function BetState({ bet }: { bet: BetWire }) {
  const { bets } = texts.value.phone;
  const amount = (chips: string | bigint) => formatAmount(chips, language.value);
  switch (bet.status) {
    case "open":
      return (
        <span class="bet-state is-good">
          <CheckIcon />
          <span class="visually-hidden">{bets.status.open}</span>
        </span>
      );
    case "won":
      return <span class="bet-state is-good label">{bets.paid(amount(bet.payout))}</span>;
    case "refunded":
      return <span class="bet-state label">{bets.back(amount(bet.payout))}</span>;
    case "cancelled":
      return <span class="bet-state dim">{bets.status.cancelled}</span>;
    case "lost":
      return <span class="bet-state dim">{bets.status.lost}</span>;
  }
}

/** Cancelling ends some seconds before betting does (TOTE-10). */
function isCancelOpen(view: RaceView, now: number): boolean {
  if (view.phase !== "betting") return false;
  if (view.isPaused || view.phaseEndsAt === 0) return true;
  return view.phaseEndsAt - now > view.marketRules.cancelClosesMs;
}
