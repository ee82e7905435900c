import { useState } from "preact/hooks";
import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceView, RunnerView } from "#client/race/race-view.ts";
import { wallet } from "../money/wallet.ts";
import { CheckIcon, CrossIcon } from "../page-icons.tsx";
import type { Play } from "../play.ts";
import { texts } from "../texts.ts";
import { type MarketName, returnOf } from "./odds-of.ts";
import { StakeChips } from "./stake-chips.tsx";

/** How long the slip says "placed" before it goes; a second tap in that time does nothing. */
const PLACED_MS = 1_400;

/** Runner, stake, and one button that says what it does. */
export function Slip(props: {
  play: Play;
  view: RaceView;
  runner: RunnerView;
  market: MarketName;
  onDone: () => void;
}) {
  const { play, view, runner, market, onDone } = props;
  const { slip } = texts.value.phone;
  const available = BigInt(wallet.value?.available ?? "0");
  const [stake, setStake] = useState<bigint>(() => (lastStake <= available ? lastStake : 0n));
  const [placed, setPlaced] = useState(false);

  function place() {
    setPlaced(true);
    lastStake = stake;
    play.betting.place({
      raceId: view.raceId,
      market,
      runner: runner.number,
      runnerName: runner.name,
      stake: String(stake),
    });
    setTimeout(onDone, PLACED_MS);
  }

  return (
    <section class="slip" aria-label={slip.heading}>
      <div class="slip-head">
        <NumberChip number={runner.number} livery={runner.livery} />
        <h2 class="label">
          {runner.name} <span class="dim">{slip.on[market]}</span>
        </h2>
        <button type="button" class="icon-button" aria-label={slip.clear} onClick={onDone}>
          <CrossIcon />
        </button>
      </div>
      <StakeChips available={available} stake={stake} onStake={setStake} />
      <button
        type="button"
        class={`button is-primary slip-button${placed ? " is-done" : ""}`}
        disabled={placed || stakeProblem({ stake, available, view }) !== undefined}
        onClick={place}
      >
        {placed ? (
          <span class="slip-placed">
            <CheckIcon /> {slip.placed(formatAmount(stake, language.value), runner.name)}
          </span>
        ) : (
          <SlipWords view={view} runner={runner} market={market} stake={stake} />
        )}
      </button>
    </section>
  );
}

/** The stake of the last bet is the first wish for the next. */
let lastStake = 50n;

function SlipWords(props: {
  view: RaceView;
  runner: RunnerView;
  market: MarketName;
  stake: bigint;
}) {
  const { view, runner, market, stake } = props;
  const { common, phone } = texts.value;
  const available = BigInt(wallet.value?.available ?? "0");
  const problem = stakeProblem({ stake, available, view });
  if (problem !== undefined) return <span class="headline">{problem}</span>;
  const returned = returnOf({ view, market, runner: runner.number, stake });
  return (
    <>
      <span class="headline">
        {phone.slip.button(formatAmount(stake, language.value), runner.name)}
      </span>
      <small>
        {phone.slip.returns(formatAmount(returned, language.value))} · {common.mayChange}
      </small>
    </>
  );
}

/** Why this stake can't be bet, in words; undefined if it can. */
function stakeProblem(wish: {
  stake: bigint;
  available: bigint;
  view: RaceView;
}): string | undefined {
  const { stake, available, view } = wish;
  const { slip } = texts.value.phone;
  const stakeMin = BigInt(view.marketRules.stakeMin);
  if (available < stakeMin) return slip.noChips;
  if (stake === 0n) return slip.pickStake;
  if (stake < stakeMin) return slip.tooSmall(formatAmount(stakeMin, language.value));
  if (stake > available) return slip.tooBig(formatAmount(available, language.value));
  return undefined;
}
