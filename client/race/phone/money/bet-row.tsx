import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { formatOdds } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import { oddsOf } from "#client/race/pools.ts";
import type { RaceView } from "#client/race/race-view.ts";
import type { BetWire } from "#common/race/bet-schemas.ts";
import { CheckIcon } from "../page-icons.tsx";
import type { Play } from "../play.ts";
import { texts } from "../texts.ts";
import { betName } from "./bet-name.ts";
import { BetSubject } from "./bet-subject.tsx";
import { CancelQuestion } from "./cancel-question.tsx";

/** A confirmed bet: what it would return while it is open, what it brought after, and the way out while there is one. */
export function BetRow({ bet, view, play }: { bet: BetWire; view: RaceView; play: Play }) {
  const [isAsking, setAsking] = useState(false);
  const { bets } = texts.value.phone;
  const stake = formatAmount(bet.stake, language.value);
  const name = betName(view.runners, bet);
  const canCancel = bet.status === "open" && isCancelOpen(view, play.feed.now.value);
  return (
    <li class={`bet is-${bet.status}`}>
      <BetSubject
        market={bet.market}
        selection={bet.selection}
        name={name}
        runners={view.runners}
        figures={<Figures bet={bet} view={view} stake={stake} />}
      />
      <BetState bet={bet} />
      {canCancel && !isAsking && (
        <button
          type="button"
          class="button is-small"
          aria-label={bets.cancelLabel(stake, name)}
          onClick={() => setAsking(true)}
        >
          {bets.cancel}
        </button>
      )}
      {canCancel && isAsking && (
        <CancelQuestion bet={bet} play={play} view={view} onDone={() => setAsking(false)} />
      )}
    </li>
  );
}

/** Stake and price, what the bet would be paid by the odds of now, and the fee it cost to cancel it. */
function Figures({ bet, view, stake }: { bet: BetWire; view: RaceView; stake: string }) {
  const { common, phone, words } = texts.value;
  const isOpen = bet.status === "open";
  const price = bet.price === null ? undefined : formatOdds(bet.price, language.value);
  const payout = isOpen ? promiseOf(bet, view) : 0n;
  const returns = bet.price === null ? phone.bets.returns : phone.slip.returnsFixed;
  return (
    <>
      {isOpen ? stake : common.chips(stake)}
      {price !== undefined && <> · {words.fixed(price)}</>}
      {payout > 0n && (
        <>
          {" · "}
          <span class="bet-promise">{returns(formatAmount(payout, language.value))}</span>
        </>
      )}
      {bet.status === "cancelled" && (
        <> · {phone.bets.fee(formatAmount(bet.fee, language.value))}</>
      )}
    </>
  );
}

/** What an open bet would be paid now; 0 where the board has no figure for it. */
function promiseOf(bet: BetWire, view: RaceView): bigint {
  return (BigInt(bet.stake) * BigInt(bet.price ?? boardOdds(bet, view))) / 100n;
}

function boardOdds({ market, selection }: BetWire, view: RaceView): number {
  const key = selection.join("-");
  const leading = view.leadingCombinations.find(
    (one) => one.market === market && one.selection === key,
  );
  if (leading !== undefined) return leading.odds;
  const runner = view.runners.find(({ number }) => number === selection[0]);
  return runner === undefined ? 0 : oddsOf(runner, market);
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
