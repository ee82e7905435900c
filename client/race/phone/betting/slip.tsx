import { useEffect, useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { formatOdds } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { isOrdered } from "#client/race/selection.ts";
import type { MarketName } from "#common/tote/market.ts";
import { betName } from "../money/bet-name.ts";
import { wallet } from "../money/wallet.ts";
import { CheckIcon } from "../page-icons.tsx";
import type { Play } from "../play.ts";
import { texts } from "../texts.ts";
import { SlipHead } from "./slip-head.tsx";
import { isComplete, type Slots } from "./slots.ts";
import { StakeChips } from "./stake-chips.tsx";
import { stakeProblem } from "./stake-problem.ts";
import { type Quote, useQuote } from "./use-quote.ts";

/** How long the slip says "placed" before it goes; a second tap in that time does nothing. */
const PLACED_MS = 1_400;

/** Runners, stake, and one button that says what it does. */
export function Slip(props: {
  play: Play;
  view: RaceView;
  market: MarketName;
  slots: Slots;
  onTakeBack: (number: number) => void;
  onPlaced: () => void;
  onDone: () => void;
}) {
  const { play, view, market, slots, onTakeBack, onPlaced, onDone } = props;
  const available = BigInt(wallet.value?.available ?? "0");
  const [stake, setStake] = useState<bigint>(() => (lastStake <= available ? lastStake : 0n));
  const [placed, setPlaced] = useState("");
  const selection = isOrdered(market) ? slots : slots.toSorted((a, b) => a - b);
  const name = betName(view.runners, { market, selection });
  const problem = slotProblem(market, slots) ?? stakeProblem({ stake, available, view });
  const bet = isComplete(slots) ? { market, selection, stake } : undefined;
  const quote = useQuote({ feed: play.feed, view, bet });

  function place() {
    setPlaced(texts.value.phone.slip.placed(formatAmount(stake, language.value), name));
    lastStake = stake;
    play.betting.place({ raceId: view.raceId, market, selection, name, stake: String(stake) });
    onPlaced();
  }
  useEffect(() => {
    if (placed === "") return undefined;
    const leaving = setTimeout(onDone, PLACED_MS);
    return () => clearTimeout(leaving);
  }, [placed]);

  return (
    <section class="slip" aria-label={texts.value.phone.slip.heading}>
      <SlipHead view={view} market={market} slots={slots} onTakeBack={onTakeBack} onDone={onDone} />
      <StakeChips available={available} stake={stake} onStake={setStake} />
      <button
        type="button"
        class={`button is-primary slip-button${placed === "" ? "" : " is-done"}`}
        disabled={placed !== "" || problem !== undefined}
        onClick={place}
      >
        {placed !== "" ? (
          <span class="slip-placed">
            <CheckIcon /> {placed}
          </span>
        ) : problem !== undefined ? (
          <span class="headline">{problem}</span>
        ) : (
          <SlipWords stake={stake} name={name} quote={quote} />
        )}
      </button>
    </section>
  );
}

/** The stake of the last bet is the first wish for the next. */
let lastStake = 50n;

function SlipWords(props: { stake: bigint; name: string; quote: Quote | undefined }) {
  const { stake, name, quote } = props;
  const { slip } = texts.value.phone;
  return (
    <>
      <span class="headline">{slip.button(formatAmount(stake, language.value), name)}</span>
      <small>{quote === undefined ? " " : describeQuote(quote)}</small>
    </>
  );
}

function describeQuote({ odds, potentialReturn, isFixed }: Quote): string {
  const { common, phone, words } = texts.value;
  const { slip } = phone;
  const payout = formatAmount(potentialReturn, language.value);
  const price = formatOdds(odds, language.value);
  if (isFixed) {
    return [words.fixed(price), slip.returnsFixed(payout), slip.staysFixed].join(" · ");
  }
  const figures = odds === 0 ? [] : [slip.pays(price)];
  return [...figures, slip.returns(payout), common.mayChange].join(" · ");
}

/** Which tap is missing; undefined if none is. */
function slotProblem(market: MarketName, slots: Slots): string | undefined {
  const open = slots.indexOf(0);
  if (open === -1) return undefined;
  const { slip } = texts.value.phone;
  return isOrdered(market) ? slip.tapNext[open] : slip.tapOther;
}
